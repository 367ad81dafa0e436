// One endpoint of the API reference.

import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { OperationView } from "@/components/api-reference/operation-view";
import { describeOperation, readDocument } from "@/lib/http/api-reference";
import { openApiDocument } from "@/lib/http/current-openapi";

interface Props {
  params: Promise<{ operation: string }>;
}

async function findOperation({ params }: Props) {
  return describeOperation(readDocument(openApiDocument()), (await params).operation);
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  return { title: (await findOperation(props))?.summary ?? "" };
}

export default async function OperationPage(props: Props) {
  const operation = await findOperation(props);
  if (!operation) notFound();
  return <OperationView operation={operation} />;
}
