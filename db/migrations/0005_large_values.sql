CREATE TABLE "removed_files" (
	"storage_key" text PRIMARY KEY NOT NULL,
	"removed_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "files" ADD COLUMN "kind" text DEFAULT 'upload' NOT NULL;--> statement-breakpoint
ALTER TABLE "run_node_logs" ADD COLUMN "large" json;--> statement-breakpoint
ALTER TABLE "runs" ADD COLUMN "large_outputs" json;--> statement-breakpoint
CREATE INDEX "files_run_idx" ON "files" USING btree ("id") WHERE "files"."kind" = 'run';--> statement-breakpoint
ALTER TABLE "files" ADD CONSTRAINT "files_kind_check" CHECK ("files"."kind" in ('upload', 'run'));--> statement-breakpoint

-- What a run made goes with it, as its logs do.
CREATE OR REPLACE FUNCTION delete_logs_of_runs() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM run_events e USING gone g WHERE e.run_id = g.id;
  DELETE FROM run_node_logs l USING gone g WHERE l.run_id = g.id;
  DELETE FROM files f USING file_references r, gone g
    WHERE r.workspace_id = g.workspace_id AND r.owner_type = 'run' AND r.owner_id = g.id
      AND f.workspace_id = r.workspace_id AND f.id = r.file_id AND f.kind = 'run';
  RETURN NULL;
END $$;
--> statement-breakpoint
-- Whatever makes a row of a file disappear, its bytes are remembered until they are removed too.
CREATE FUNCTION remember_removed_files() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO removed_files (storage_key) SELECT storage_key FROM gone ON CONFLICT DO NOTHING;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER files_remember_removed AFTER DELETE ON files REFERENCING OLD TABLE AS gone
  FOR EACH STATEMENT EXECUTE FUNCTION remember_removed_files();
