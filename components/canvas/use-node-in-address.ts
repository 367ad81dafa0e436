"use client";
// Opens the node that the address names behind its #, so that other pages can lead to a node.

import { useEffect } from "react";
import { useDesigner } from "./designer-context";
import { open } from "./graph-actions";

export function useNodeInAddress(): void {
  const designer = useDesigner();
  useEffect(() => {
    const nodeId = window.location.hash.slice(1);
    const { graph } = designer.draft.store.getState();
    if (nodeId !== "" && graph.nodes.some(({ id }) => id === nodeId)) open(designer, nodeId);
  }, [designer]);
}
