// What pages ask about tool servers, as queries. Keys carry the workspace, because one tab may visit several.

import { queryOptions } from "@tanstack/react-query";
import { callOperation } from "../http/client";
import * as contract from "./contract";

/** The key above all queries of this feature. */
export const serversKey = (workspace: string) => ["tool-servers", workspace] as const;

const soonMs = 1_500;

/** Every tool server; asked again soon while one of them is being asked. */
export const serversQuery = (workspace: string) =>
  queryOptions({
    queryKey: [...serversKey(workspace), "all"],
    queryFn: async ({ signal }) => (await callOperation(contract.listToolServers, { signal })).items,
    refetchInterval: ({ state }) => (state.data?.some(({ isChecking }) => isChecking) ? soonMs : false),
  });

/** One tool server. */
export const serverQuery = (workspace: string, serverId: string) =>
  queryOptions({
    queryKey: [...serversKey(workspace), "one", serverId],
    queryFn: ({ signal }) => callOperation(contract.getToolServer, { params: { serverId }, signal }),
    refetchInterval: ({ state }) => (state.data?.isChecking ? soonMs : false),
  });

/** Its tools. */
export const serverToolsQuery = (workspace: string, serverId: string) =>
  queryOptions({
    queryKey: [...serversKey(workspace), "tools", serverId],
    queryFn: async ({ signal }) =>
      (await callOperation(contract.listServerTools, { params: { serverId }, signal })).items,
  });

/** Workflows that use one of its tools. */
export const serverUsesQuery = (workspace: string, serverId: string) =>
  queryOptions({
    queryKey: [...serversKey(workspace), "uses", serverId],
    queryFn: async ({ signal }) =>
      (await callOperation(contract.listToolServerUses, { params: { serverId }, signal })).items,
  });

/** What its process wrote last. */
export const serverLogQuery = (workspace: string, serverId: string) =>
  queryOptions({
    queryKey: [...serversKey(workspace), "log", serverId],
    queryFn: async ({ signal }) =>
      (await callOperation(contract.getToolServerLog, { params: { serverId }, signal })).text,
    refetchInterval: 3_000,
  });

/** Commands that servers may be started by. */
export const allowedCommandsQuery = (workspace: string) =>
  queryOptions({
    queryKey: [...serversKey(workspace), "commands"],
    queryFn: async ({ signal }) => (await callOperation(contract.listAllowedCommands, { signal })).items,
  });
