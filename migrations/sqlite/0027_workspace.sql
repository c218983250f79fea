-- The Slack workspace whose incidents these are: a bot of another one is refused. No row before the first bot.
CREATE TABLE workspace (
  id   INTEGER PRIMARY KEY CHECK (id = 1),
  team TEXT    NOT NULL, -- its ID
  url  TEXT    NOT NULL  -- as it was when the first bot came
);
