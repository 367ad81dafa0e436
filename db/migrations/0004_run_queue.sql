DROP INDEX "run_leases_queue_idx";--> statement-breakpoint
ALTER TABLE "processes" ADD COLUMN "machine" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "processes" ADD COLUMN "birth" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "run_leases" ADD COLUMN "workflow_id" uuid;--> statement-breakpoint
ALTER TABLE "run_leases" ADD COLUMN "crashes" smallint DEFAULT 0 NOT NULL;--> statement-breakpoint
CREATE INDEX "runs_dead_idx" ON "runs" USING btree ("workspace_id","id") WHERE "runs"."status" = 'failed' and "runs"."error" ->> 'code' = 'interrupted';--> statement-breakpoint
CREATE INDEX "run_leases_queue_idx" ON "run_leases" USING btree ("workspace_id","workflow_id","priority","run_id") WHERE "run_leases"."queued";