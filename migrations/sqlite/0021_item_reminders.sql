-- On which days who was reminded of action items: a user id, or the channel of the weekly summary with that week's Monday.
CREATE TABLE item_reminders (
  receiver TEXT NOT NULL,
  day      TEXT NOT NULL,
  PRIMARY KEY (receiver, day)
) WITHOUT ROWID;
