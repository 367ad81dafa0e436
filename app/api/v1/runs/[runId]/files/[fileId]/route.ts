import { allowOnly } from "@/lib/http/allow-only";
import { handle } from "@/lib/http/handle";
import * as contract from "@/lib/runs/contract";
import { downloadRunFile } from "@/lib/runs/download-run-file";

export const GET = handle(contract.getRunFile, ({ scope, params }) =>
  downloadRunFile(scope, params.runId, params.fileId),
);

export const { DELETE, OPTIONS, PATCH, POST, PUT } = allowOnly("GET");
