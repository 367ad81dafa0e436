// What the drawing library is given: nodes and edges of the graph in the form that it draws.

import type { Edge, Node } from "@xyflow/react";
import type { GraphEdge, GraphNode } from "@/lib/graph/schema";

export type FlowNode = Node<{ node: GraphNode }, "node" | "note" | "frame">;
export type FlowEdge = Edge<{ edge: GraphEdge; sourceType: string }, "thread">;
