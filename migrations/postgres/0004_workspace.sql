-- The Slack workspace whose incidents these are: a bot of another one is refused. No row before the first bot.
CREATE TABLE workspace (
  id   smallint         PRIMARY KEY CHECK (id = 1),
  team text COLLATE "C" NOT NULL, -- its ID
  url  text COLLATE "C" NOT NULL  -- as it was when the first bot came
);
