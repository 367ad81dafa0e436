ALTER TABLE "approvals" DROP CONSTRAINT "approvals_status_check";--> statement-breakpoint
DROP INDEX "runs_parent_idx";--> statement-breakpoint
DROP INDEX "waits_until_idx";--> statement-breakpoint
DROP INDEX "run_leases_owner_idx";--> statement-breakpoint
DROP INDEX "waits_correlation_idx";--> statement-breakpoint
ALTER TABLE "run_node_logs" ADD COLUMN "wait" json;--> statement-breakpoint
ALTER TABLE "run_leases" ADD COLUMN "queued" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "run_leases" ADD COLUMN "priority" smallint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "run_leases" ADD COLUMN "signalled" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "runs" ADD COLUMN "parent_path" text;--> statement-breakpoint
ALTER TABLE "runs" ADD COLUMN "depth" smallint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "approvals" ADD COLUMN "node_id" text NOT NULL;--> statement-breakpoint
ALTER TABLE "approvals" ADD COLUMN "draft" text;--> statement-breakpoint
ALTER TABLE "waits" ADD COLUMN "kind" text NOT NULL;--> statement-breakpoint
ALTER TABLE "waits" ADD COLUMN "child_run_id" uuid;--> statement-breakpoint
ALTER TABLE "waits" ADD COLUMN "answer" json;--> statement-breakpoint
ALTER TABLE "waits" ADD COLUMN "ended_at" timestamp (3) with time zone;--> statement-breakpoint
CREATE INDEX "run_leases_due_idx" ON "run_leases" USING btree ("expires_at") WHERE "run_leases"."owner" is null;--> statement-breakpoint
CREATE INDEX "run_leases_queue_idx" ON "run_leases" USING btree ("workspace_id","priority","run_id") WHERE "run_leases"."queued";--> statement-breakpoint
CREATE INDEX "runs_agent_status_idx" ON "runs" USING btree ("workspace_id","agent_id","status","id") WHERE "runs"."agent_id" is not null and "runs"."status" <> 'succeeded';--> statement-breakpoint
CREATE INDEX "runs_workflow_status_idx" ON "runs" USING btree ("workspace_id","workflow_id","status","id") WHERE "runs"."status" <> 'succeeded';--> statement-breakpoint
CREATE UNIQUE INDEX "runs_parent_key" ON "runs" USING btree ("parent_run_id","parent_path") WHERE "runs"."parent_run_id" is not null;--> statement-breakpoint
CREATE INDEX "waits_child_idx" ON "waits" USING btree ("child_run_id") WHERE "waits"."ended_at" is null;--> statement-breakpoint
CREATE INDEX "run_leases_owner_idx" ON "run_leases" USING btree ("owner","expires_at") WHERE "run_leases"."owner" is not null;--> statement-breakpoint
CREATE INDEX "waits_correlation_idx" ON "waits" USING btree ("workspace_id","correlation_key") WHERE "waits"."ended_at" is null;--> statement-breakpoint
ALTER TABLE "approvals" ADD CONSTRAINT "approvals_scope_key" UNIQUE("workspace_id","id");--> statement-breakpoint
ALTER TABLE "approvals" ADD CONSTRAINT "approvals_status_check" CHECK ("approvals"."status" in ('pending', 'approved', 'rejected', 'expired', 'cancelled'));--> statement-breakpoint
ALTER TABLE "waits" ADD CONSTRAINT "waits_kind_check" CHECK ("waits"."kind" in ('time', 'event', 'run', 'breakpoint'));