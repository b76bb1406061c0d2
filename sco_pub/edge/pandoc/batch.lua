-- Many small conversions in one pandoc process.  The document that comes in holds one block a job:
--   Div .read  with a CodeBlock: its text is read as Markdown; comes back as Div .read with the blocks, its metadata in
--              the document's metadata under "jobs" (a list, one map a job), or as Div .failed with the reason
--   Div .write with blocks: comes back as Div .write with a CodeBlock that holds their Markdown
-- The Markdown dialects are passed as the metadata fields "dialect" and "writer_dialect".
function Pandoc(doc)
  local dialect = pandoc.utils.stringify(doc.meta.dialect)
  local writer_dialect = pandoc.utils.stringify(doc.meta.writer_dialect)
  local metas = pandoc.List()
  local options = pandoc.WriterOptions({wrap_text = 'none'})
  local reading = pandoc.ReaderOptions({})  -- made once: pandoc.read takes a millisecond to make its own
  for i, job in ipairs(doc.blocks) do
    if job.classes[1] == 'read' then
      local sound, read = pcall(pandoc.read, job.content[1].text, dialect, reading)
      if sound then
        job.content = read.blocks
      else
        job.classes = {'failed'}
        job.content = {pandoc.CodeBlock(tostring(read))}
        read = pandoc.Pandoc({})
      end
      metas:insert(pandoc.MetaMap(read.meta))
    else
      local written = pandoc.write(pandoc.Pandoc(job.content), writer_dialect, options)
      job.content = {pandoc.CodeBlock(written)}
    end
  end
  return pandoc.Pandoc(doc.blocks, pandoc.Meta({jobs = pandoc.MetaList(metas)}))
end
