"use client";
// What the parts of the chat share of its frame: where they are, who looks, and the list that a phone hides.

import { createContext, useContext } from "react";

export interface ChatFrameValue {
  workspace: string;
  /** May look inside of runs. */
  mayDebug: boolean;
  /** May see approvals, and decide those that are theirs. */
  mayApprove: boolean;
  openList: () => void;
  openConversation: (conversationId: string) => void;
  /** Begins a new conversation, with an agent where one is named. */
  startNew: (agentId?: string) => void;
}

export const ChatFrameContext = createContext<ChatFrameValue | null>(null);

export function useChatFrame(): ChatFrameValue {
  const value = useContext(ChatFrameContext);
  if (!value) throw new Error("a part of the chat is shown outside of its frame");
  return value;
}

/** Tells the open page that a new conversation is wanted, also where the address stays the same. */
export const newConversationEvent = "weft:new-conversation";
