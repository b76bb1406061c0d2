"""Take a random stream, give what notes and reference lists are made of: citations in four house styles, and
comments.
"""

from __future__ import annotations

from random import Random

from tests.corpus import words


def note_body(random: Random, field: words.Field, person: str, comment: str) -> str:
    """A note's clean text: a Chinese book, article, newspaper or web page, an English or Russian source, a comment."""
    kinds = (_book, _book, _article, _article, _newspaper, _page, _english, _russian)
    chance = random.random()
    if chance < 0.12:
        return comment
    if chance < 0.2:
        return f"参见{_book(random, field, person)[:-1]}；{_article(random, field, person)}"
    return random.choice(kinds)(random, field, person)


def reference(random: Random, field: words.Field, person: str) -> str:
    """One entry of a reference list after GB/T 7714, without its number."""
    a = random.randint(2, 180)
    year, issue = random.randint(1985, 2021), random.randint(1, 12)
    city, foreign = random.choice(words.CITIES), random.choice(words.FOREIGN[:3])[1]
    work, thing = random.choice(field.works), random.choice(field.things)
    press, journal = random.choice(words.PRESSES), random.choice(field.journals)
    return random.choice(
        (
            f"{person}. {work}[M]. {city}: {press}, {year}: {a}-{a + 6}.",
            f"{person}. {thing}[J]. {journal}, {year}({issue}): {a}-{a + 9}.",
            f"{foreign}. {random.choice(field.english)}[M]. New York: Basic Books, {year}: {a}.",
            f"{thing}[EB/OL]. ({year}-{issue:02d}-11)[2021-03-05]. {url(random)}.",
        )
    )


def url(random: Random) -> str:
    host = random.choice(words.HOSTS)
    day = f"{random.randint(2008, 2021)}-{random.randint(1, 12):02d}/{random.randint(1, 28):02d}"
    tail = random.choice(
        (
            f"/n1/{day}/c{random.randint(10000, 99999)}-{random.randint(1000000, 9999999)}.html",
            f"/politics/{day}/c_{random.randint(1000000000, 1999999999)}.htm",
            f"/news/full/{random.randint(10000, 99999)}-evropa-i-aziya-v-novom-veke.html",
            f"/qdruarticle/{random.randint(200000, 209912)}/index.shtml?id={random.randint(1, 99)}&lang=ru",
        )
    )
    return f"{random.choice(('http', 'https'))}://{host}{tail}"


def _pages(random: Random) -> str:
    a = random.randint(2, 400)
    return random.choice((f"第{a}页", f"第{a}～{a + 4}页", f"第{a}—{a + 12}页", f"第{a}、{a + 3}页"))


def _book(random: Random, field: words.Field, person: str) -> str:
    press, year = random.choice(words.PRESSES), random.randint(1956, 2021)
    return f"{person}：《{random.choice(field.works)}》，{press}{year}年版，{_pages(random)}。"


def _article(random: Random, field: words.Field, person: str) -> str:
    thing, journal = random.choice(field.things), random.choice(field.journals)
    return f"{person}：《论{thing}》，《{journal}》{random.randint(1985, 2021)}年第{random.randint(1, 12)}期。"


def _newspaper(random: Random, field: words.Field, person: str) -> str:
    paper = random.choice(words.NEWSPAPERS)
    date = f"{random.randint(1985, 2021)}年{random.randint(1, 12)}月{random.randint(1, 28)}日"
    return f"{person}：《{random.choice(field.things)}》，《{paper}》{date}，第{random.randint(1, 8)}版。"


def _page(random: Random, field: words.Field, person: str) -> str:
    return f"《{random.choice(field.things)}（全文）》，{url(random)}"


def _english(random: Random, field: words.Field, person: str) -> str:
    a = random.randint(2, 300)
    return random.choice(words.ENGLISH).format(
        who=random.choice(words.FOREIGN[:3])[1],
        title=random.choice(field.english),
        y=random.randint(1960, 2020),
        a=a,
        b=a + 9,
        v=random.randint(10, 99),
        n=random.randint(1, 6),
        url=url(random),
    )


def _russian(random: Random, field: words.Field, person: str) -> str:
    a = random.randint(2, 300)
    return random.choice(words.RUSSIAN).format(a=a, b=a + 11, n=random.randint(1, 12), url=url(random))
