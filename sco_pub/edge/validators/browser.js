// Looks at pages in Chromium as readers see them: axe-core's rules, where things stand, and a picture.
// Usage: node browser.js REQUEST, a JSON object with base (URL that all files begin with), pages (their URLs),
// views [{name, width, height, scheme, axe, faults, picture}], chromium, axe (path), puppeteer (folder), root (bool).
// Prints one JSON object: version, violations [{page, view, id, impact, help, url, target}], faults [{page, view, message,
// target}], pictures [{page, view, png (base64)}].  Nothing is fetched: every request outside base is stopped.
"use strict";
const fs = require("fs");
const asked = JSON.parse(process.argv[2]);
const puppeteer = require(asked.puppeteer);
const PATIENCE = 200000; // milliseconds: a busy machine is no fault of the page's

// Runs inside the page.  Lengths are CSS pixels; half a pixel is rounding.
function faults() {
  const found = [];
  const say = (message, element) => found.push({ message, target: element ? element.id || element.tagName.toLowerCase() : "" });
  const root = document.documentElement;
  if (root.scrollWidth > root.clientWidth) say(`The page is ${root.scrollWidth - root.clientWidth} pixels wider than the screen.`);
  const box = (element) => element.getBoundingClientRect();
  const apart = (a, b) => a.right <= b.left + 0.5 || b.right <= a.left + 0.5 || a.bottom <= b.top + 0.5 || b.bottom <= a.top + 0.5;
  const notes = [...document.querySelectorAll(".note")];
  const blocks = [...document.querySelectorAll(".front > *, .text > *, .contents, footer")];
  notes.forEach((note, index) => {
    const own = box(note);
    if (own.width < 80 || own.height === 0) say("A note can't be seen.", note);
    if (own.left < -0.5 || own.right > root.clientWidth + 0.5) say("A note stands outside the screen.", note);
    for (const other of notes.slice(index + 1)) if (!apart(own, box(other))) say("Two notes overlap.", other);
    for (const block of blocks) if (!apart(own, box(block))) say("A note overlaps the text.", note);
    const call = document.getElementById(note.id.replace("note-", "call-"));
    if (getComputedStyle(note).position === "absolute" && own.top < box(call).top - 0.5) say("A note stands above its call.", note);
  });
  for (const element of document.querySelectorAll("main *")) {
    const own = box(element);
    if (own.right <= root.clientWidth + 0.5 || own.width === 0) continue;
    if (!element.closest(".wide, .text > div")) say("Something reaches over the edge of the screen.", element);
  }
  return found;
}

async function look(browser, url, view, result) {
  const page = await browser.newPage();
  await page.setViewport({ width: view.width, height: view.height });
  await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: view.scheme }]);
  await page.setBypassCSP(true); // or axe could not run in a page that lets no script run
  await page.setRequestInterception(true);
  const own = (address) => address.startsWith(asked.base) || address.startsWith("data:");
  page.on("request", (request) => (own(request.url()) ? request.continue() : request.abort()));
  await page.goto(url, { timeout: PATIENCE });
  const where = { page: url, view: view.name };
  if (view.faults) for (const fault of await page.evaluate(faults)) result.faults.push({ ...where, ...fault });
  if (view.picture) result.pictures.push({ ...where, png: Buffer.from(await page.screenshot()).toString("base64") });
  if (view.axe) {
    await page.evaluate(fs.readFileSync(asked.axe, "utf8"));
    const said = await page.evaluate(() => window.axe.run(document, { resultTypes: ["violations"] }));
    result.version = said.testEngine.version;
    for (const { id, impact, help, helpUrl, nodes } of said.violations)
      for (const node of nodes) {
        const target = node.target.flat().join(" ");
        result.violations.push({ ...where, id, impact: node.impact || impact, help, url: helpUrl, target });
      }
  }
  await page.close();
}

(async () => {
  const args = [...(asked.root ? ["--no-sandbox"] : []), "--disable-background-networking", "--hide-scrollbars"];
  const browser = await puppeteer.launch({ executablePath: asked.chromium, args, timeout: PATIENCE, protocolTimeout: PATIENCE });
  const result = { version: "", violations: [], faults: [], pictures: [] };
  try {
    for (const url of asked.pages) for (const view of asked.views) await look(browser, url, view, result);
  } finally {
    await browser.close();
  }
  process.stdout.write(JSON.stringify(result));
})().catch((error) => {
  process.stderr.write(`${error.message}\n`);
  process.exit(1);
});
