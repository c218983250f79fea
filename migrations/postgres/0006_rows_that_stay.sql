-- Each of these tables has one row that all bots rely on: without it, none could deliver, or number an incident. The row can be
-- replaced within one transaction.
CREATE FUNCTION keep_row() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  stays boolean := false;
BEGIN
  IF TG_OP = 'DELETE' THEN
    EXECUTE format('SELECT EXISTS (SELECT FROM %I.%I)', TG_TABLE_SCHEMA, TG_TABLE_NAME) INTO stays;
  END IF;
  IF stays THEN
    RETURN NULL;
  END IF;
  RAISE EXCEPTION 'The row of % is what all bots go by. Nothing was deleted.', TG_TABLE_NAME
    USING HINT = 'To have another bot deliver, stop the one that does.';
END $$;

CREATE CONSTRAINT TRIGGER keep_row AFTER DELETE ON delivery DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION keep_row();
CREATE CONSTRAINT TRIGGER keep_row AFTER DELETE ON numbering DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION keep_row();
CREATE CONSTRAINT TRIGGER keep_row AFTER DELETE ON clock DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION keep_row();
CREATE TRIGGER keep_rows BEFORE TRUNCATE ON delivery FOR EACH STATEMENT EXECUTE FUNCTION keep_row();
CREATE TRIGGER keep_rows BEFORE TRUNCATE ON numbering FOR EACH STATEMENT EXECUTE FUNCTION keep_row();
CREATE TRIGGER keep_rows BEFORE TRUNCATE ON clock FOR EACH STATEMENT EXECUTE FUNCTION keep_row();
