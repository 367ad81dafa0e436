ALTER TABLE "usage_daily" DROP CONSTRAINT "usage_daily_key";--> statement-breakpoint
ALTER TABLE "usage_daily" ADD COLUMN "payer_agent_id" uuid;--> statement-breakpoint
ALTER TABLE "usage_daily" ADD CONSTRAINT "usage_daily_key" UNIQUE NULLS NOT DISTINCT("workspace_id","day","agent_id","workflow_id","model_id","user_id","currency","payer_agent_id");