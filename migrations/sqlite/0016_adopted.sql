-- A channel of people's can be that of one incident after another: the one that is not done with, else the latest.
CREATE INDEX incidents_by_channel ON incidents (channel, id) WHERE channel IS NOT NULL;
