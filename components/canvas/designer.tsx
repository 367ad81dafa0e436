"use client";
// The designer as a whole: canvas with palette, inspector and panels floating over it, one draft below all of them.

import { useQuery } from "@tanstack/react-query";
import { ReactFlowProvider } from "@xyflow/react";
import { useTranslations } from "next-intl";
import { type ReactNode, useEffect, useMemo, useRef, useState } from "react";
import { ErrorState } from "@/components/ui/error-state";
import { ResizablePanel } from "@/components/ui/resizable-panel";
import { Skeleton } from "@/components/ui/skeleton";
import { showToast } from "@/components/ui/toast";
import type { Graph } from "@/lib/graph/schema";
import { catalogue } from "@/lib/nodes/catalogue";
import { graphFactsQuery, loadDraft, nodeTemplatesQuery, sendEdits } from "@/lib/workflows/client";
import type { DraftView, NodeTemplateView, WorkflowView } from "@/lib/workflows/contract";
import { parametersById } from "@/lib/workflows/parameter-fact-rules";
import { AddMenu } from "./add-menu";
import { Canvas } from "./canvas";
import { createCanvas } from "./canvas-store";
import { keepCollapsed } from "./collapse-frames";
import {
  DesignerProvider,
  type Designer as DesignerScene,
  useDesigner,
  useGraph,
  useOpenedEdge,
  useReadOnly,
  useView,
} from "./designer-context";
import { DesignerOutline } from "./designer-outline";
import { openDraft } from "./draft-store";
import { loadEdgeInspector, loadInspector, loadTestPanel, useFetchAhead } from "./fetch-ahead";
import { keepInBrowser } from "./keep-edits";
import { createNodeKinds } from "./node-kinds";
import { onDemand } from "./on-demand";
import { Palette } from "./palette";
import { createProblemList } from "./problem-list";
import { createRunView } from "./run-view";
import { leaveTest, takeUpTest } from "./test-run";
import { TopBar } from "./top-bar";
import { openTrial } from "./trial";
import { useNodeInAddress } from "./use-node-in-address";
import { useProblemWords } from "./use-problem-words";
import { useReveal } from "./use-reveal";
import { useShortcuts } from "./use-shortcuts";
import { useWide } from "./use-wide";
import { createView } from "./view-store";
import { ZoomBar } from "./zoom-bar";

const inspectorOutline = (
  <div className="flex flex-col gap-3 p-4">
    <Skeleton className="h-7 w-40" />
    <Skeleton className="h-8" />
    <Skeleton className="h-24" />
  </div>
);
const Inspector = onDemand(loadInspector, { loading: inspectorOutline });
const EdgeInspector = onDemand(loadEdgeInspector, { loading: inspectorOutline });
const TestPanel = onDemand(loadTestPanel);
const ProblemsPanel = onDemand(async () => (await import("./problems-panel")).default);
const VariablesSheet = onDemand(async () => (await import("./variables-sheet")).default, { place: "over" });
const SettingsSheet = onDemand(async () => (await import("./settings-sheet")).default, { place: "over" });

export interface DesignerProps {
  workspace: string;
  workflow: WorkflowView;
  draft: DraftView;
  may: DesignerScene["may"];
}

export function Designer(props: DesignerProps) {
  const templates = useQuery(nodeTemplatesQuery(props.workspace));
  if (templates.isError) return <ErrorState error={templates.error} onRetry={() => void templates.refetch()} />;
  return templates.data ? <Loaded {...props} templates={templates.data} /> : <DesignerOutline />;
}

function Loaded(props: DesignerProps & { templates: readonly NodeTemplateView[] }) {
  const designer = useNewDesigner(props);
  if (!designer) return <DesignerOutline />;
  return (
    <DesignerProvider designer={designer}>
      <ReactFlowProvider>
        <Frame />
      </ReactFlowProvider>
    </DesignerProvider>
  );
}

/** Opens the draft once the page is alive; the browser's storage and its timers are not there before. */
function useNewDesigner({
  workspace,
  workflow,
  draft,
  may,
  templates,
}: DesignerProps & { templates: readonly NodeTemplateView[] }) {
  const [designer, setDesigner] = useState<DesignerScene | null>(null);
  // Palette and forms follow an administrator's changes while the designer is open.
  const kinds = useMemo(() => createNodeKinds(templates), [templates]);
  const say = useProblemWords();
  const first = useRef({ workflow, draft, may, kinds, say });
  useEffect(() => {
    const start = first.current;
    // Fields that are absent are absent in both forms of the type.
    const graph = start.draft.graph as Graph;
    const canvas = createCanvas(keepCollapsed(start.workflow.id, localStorage));
    const view = createView();
    const opened = openDraft(
      { revision: start.draft.revision, graph },
      {
        catalogue,
        send: (baseRevision, edits) => sendEdits(start.workflow.id, { baseRevision, edits }),
        load: async () => {
          const { revision, graph: latest } = await loadDraft(start.workflow.id);
          return { revision, graph: latest as Graph };
        },
        keeper: keepInBrowser(start.workflow.id),
        onNewIds({ nodes, edges }) {
          // What is open or selected stays ours.
          const { selectedNodes, selectedEdges } = canvas.store.getState();
          canvas.select(
            selectedNodes.map((id) => nodes.get(id) ?? id),
            selectedEdges.map((id) => edges.get(id) ?? id),
          );
          view.setState(({ opened }) => ({ opened: opened === null ? null : (nodes.get(opened) ?? opened) }));
        },
        now: Date.now,
        later: (ms, run) => {
          const timer = setTimeout(run, ms);
          return () => clearTimeout(timer);
        },
      },
    );
    const problems = createProblemList(catalogue);
    const next: DesignerScene = {
      workspace,
      workflow: start.workflow,
      may: start.may,
      draft: opened,
      canvas,
      view,
      problems,
      run: createRunView(),
      trial: openTrial(start.workflow.id, localStorage),
      kinds: start.kinds,
      edit(edits, key) {
        const problem = opened.edit(edits, key);
        if (problem) showToast({ tone: "bad", title: start.say(problem), id: "refused" });
        return problem === null;
      },
    };
    const follow = () => {
      const current = opened.store.getState().graph;
      canvas.show(view.getState().version?.graph ?? current);
      problems.check(current);
    };
    follow();
    const stop = [
      opened.store.subscribe((now, before) => now.graph !== before.graph && follow()),
      view.subscribe((now, before) => now.version !== before.version && follow()),
    ];
    setDesigner(next);
    void takeUpTest(next);
    return () => {
      leaveTest(next);
      for (const end of stop) end();
      problems.close();
      opened.close();
    };
  }, [workspace]);
  return useMemo(() => (designer === null ? null : { ...designer, kinds }), [designer, kinds]);
}

function Frame() {
  const t = useTranslations("designer");
  const designer = useDesigner();
  const panel = useView((view) => view.panel);
  const sheet = useView((view) => view.sheet);
  const opened = useOpened();
  const readOnly = useReadOnly();
  const isWide = useWide();
  useShortcuts();
  useReveal();
  useNodeInAddress();
  useFacts();
  useKeepDraft();
  useFetchAhead();
  const closeSheet = () => designer.view.setState({ sheet: null });
  return (
    <div className="flex h-shell min-h-0 flex-col">
      <TopBar />
      <div className="relative min-h-0 flex-1 bg-canvas">
        <Canvas />
        <div className="pointer-events-none absolute inset-3.5 z-10 flex gap-3.5 max-sm:inset-2">
          {readOnly ? null : (
            <div className="flex min-h-0 flex-none items-start max-md:hidden">
              <Palette />
            </div>
          )}
          <div className="flex min-w-0 flex-1 flex-col justify-end gap-3.5">
            <div className="flex min-h-0 flex-1 justify-end">
              {opened && isWide ? (
                <div className="pointer-events-auto flex min-h-0 max-w-full">
                  <ResizablePanel
                    label={opened.label}
                    edge="left"
                    defaultWidth={364}
                    min={320}
                    max={640}
                    storageKey="weft.inspector"
                    className="animate-rise overflow-hidden rounded-xl border border-line bg-surface shadow-2"
                  >
                    {opened.inspector}
                  </ResizablePanel>
                </div>
              ) : null}
            </div>
            <div className="flex max-md:hidden">
              <ZoomBar />
            </div>
            {panel ? (
              <div
                data-panel={panel}
                className="flex min-h-0 flex-none animate-rise flex-col data-[panel=test]:h-[clamp(220px,30vh,340px)] data-[panel=problems]:max-h-[clamp(220px,30vh,340px)] max-md:data-[panel=test]:h-[44vh]"
              >
                {panel === "test" ? <TestPanel /> : <ProblemsPanel />}
              </div>
            ) : null}
          </div>
        </div>
        <AddMenu />
        {opened && !isWide ? (
          <PhoneInspector label={opened.label} onClose={opened.close}>
            {opened.inspector}
          </PhoneInspector>
        ) : null}
        {panel === null ? (
          <p className="pointer-events-none absolute inset-x-3 bottom-3 z-10 rounded-lg border border-line bg-surface px-3 py-2 text-ink-2 text-xs shadow-1 md:hidden">
            {t("smallScreen")}
          </p>
        ) : null}
      </div>
      {sheet === "variables" ? <VariablesSheet onDismiss={closeSheet} /> : null}
      {sheet === "settings" ? <SettingsSheet onDismiss={closeSheet} /> : null}
    </div>
  );
}

/** What is looked into: the node that was opened, or the one wire that is selected. */
function useOpened() {
  const t = useTranslations("designer");
  const { view, canvas } = useDesigner();
  const nodeId = useView((state) => state.opened);
  const node = useGraph((graph) => graph.nodes.find((one) => one.id === nodeId));
  const edge = useOpenedEdge();
  if (node) {
    return {
      label: t("inspector.title"),
      inspector: <Inspector key={node.id} node={node} />,
      close: () => view.setState({ opened: null }),
    };
  }
  if (!edge) return null;
  return {
    label: t("edge.title"),
    inspector: <EdgeInspector key={edge.id} edge={edge} />,
    close: () => canvas.select([]),
  };
}

/** On phones the inspector comes from below and covers the canvas. */
function PhoneInspector(props: { label: string; onClose: () => void; children: ReactNode }) {
  const { label, onClose, children } = props;
  return (
    <section
      aria-label={label}
      className="absolute inset-x-0 bottom-0 z-20 flex max-h-[72%] animate-slide-bottom flex-col overflow-hidden rounded-t-xl border-line border-t bg-surface shadow-3"
      onKeyDown={(event) => event.key === "Escape" && onClose()}
    >
      {children}
    </section>
  );
}

/** Tells validation which models, tools and secrets there are, and what the palette asks of its nodes. */
function useFacts(): void {
  const { workspace, problems, kinds } = useDesigner();
  const facts = useQuery(graphFactsQuery(workspace)).data;
  useEffect(() => {
    if (!facts) return;
    problems.setFacts({
      models: new Set(facts.models.map((model) => model.id)),
      hasDefaultModel: facts.models.some((model) => model.isDefault),
      parameters: parametersById(facts.models),
      secrets: new Set(facts.secrets),
      tools: new Set(facts.tools.map((tool) => tool.id)),
      prompts: new Map(
        facts.prompts.map(({ id, required, ...prompt }) => [
          id,
          { ...prompt, required: new Map([[prompt.latest, required]]) },
        ]),
      ),
      templates: kinds.rules,
    });
  }, [facts, problems, kinds]);
}

/** Warns before unsaved edits are left behind, and looks for others' changes when the reader comes back. */
function useKeepDraft(): void {
  const { draft } = useDesigner();
  useEffect(() => {
    const onLeave = (event: BeforeUnloadEvent) => {
      if (draft.store.getState().unsaved > 0) event.preventDefault();
    };
    const onBack = () => {
      // A failure here is no news: the next save tells whether the connection is there.
      if (!document.hidden) draft.refresh().catch(() => {});
    };
    window.addEventListener("beforeunload", onLeave);
    window.addEventListener("online", onBack);
    document.addEventListener("visibilitychange", onBack);
    return () => {
      window.removeEventListener("beforeunload", onLeave);
      window.removeEventListener("online", onBack);
      document.removeEventListener("visibilitychange", onBack);
    };
  }, [draft]);
}
