DROP INDEX "conversations_user_idx";--> statement-breakpoint
DROP INDEX "conversations_user_agent_idx";--> statement-breakpoint
CREATE INDEX "conversations_user_idx" ON "conversations" USING btree ("workspace_id","user_id","pinned","last_activity_at","id");--> statement-breakpoint
CREATE INDEX "conversations_user_agent_idx" ON "conversations" USING btree ("workspace_id","user_id","agent_id","pinned","last_activity_at","id");