-- The words of every incident, each once, by its number (the rowid): what the record says today. The words come as
-- letters and digits of any script, without accents and in lower case (src/domain/find/terms.ts), so nothing is left to the
-- tokenizer but to split at spaces; `=` begins a mark that is no word. No text is kept here.
CREATE VIRTUAL TABLE search USING fts5(
  words, tokenize = "ascii tokenchars '='", prefix = '3', content = '', columnsize = 0, detail = none
);
-- Up to which event an incident is in there. Those that aren't are taken up a few at a time while the bot runs, whether
-- they come from before this index, or another version has written to them since.
ALTER TABLE incidents ADD COLUMN searched INTEGER NOT NULL DEFAULT 0;
CREATE INDEX incidents_unsearched ON incidents (id) WHERE searched <> seq;
