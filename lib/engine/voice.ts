// What a node says while it runs, turned into events: message text in its turn, thoughts at once, hidden text not at
// all. A try that is over is not heard any more.

import type { NodeVoice } from "./ports";
import type { Run } from "./run";
import type { Task } from "./task";

/** The voice of the current try; `tooMuch` is called when it says more than may be stored. */
export function makeVoice(run: Run, task: Task, tooMuch: () => void): NodeVoice {
  const round = task.round;
  const isHeard = (text: unknown): text is string =>
    !task.over && task.round === round && typeof text === "string" && text !== "";
  return {
    text(delta) {
      if (!isHeard(delta) || isMute(task)) return;
      sayText(run, task, task.speech.content.add(delta));
      if (task.speech.size > run.limits.maxOutputBytes) tooMuch();
    },
    thought(delta) {
      if (!isHeard(delta)) return;
      const piece = isThought(task) ? task.speech.content.add(delta) : task.speech.thought.add(delta);
      sayThought(run, task, piece);
      if (task.speech.size > run.limits.maxOutputBytes) tooMuch();
    },
    summary(line) {
      if (!isHeard(line)) return;
      const summary = task.speech.summarize(line);
      run.emit({ type: "node.summary", path: task.path, attempt: task.attempt, summary, ...hiddenMark(task) });
    },
    note(message) {
      if (!isHeard(message)) return;
      const at = run.ports.clock.now();
      const line = task.speech.note(at, message);
      if (line !== null) run.emit({ type: "node.note", path: task.path, attempt: task.attempt, at, message: line });
    },
  };
}

/** Says the text that a node gave as a whole, where it said none before; and what is left of a broken character. */
export function finishSpeech(run: Run, task: Task, content: string | undefined): void {
  const { speech } = task;
  if (!isMute(task)) {
    if (content && speech.content.text === "") sayText(run, task, speech.content.add(content));
    sayText(run, task, speech.content.flush());
  }
  sayThought(run, task, speech.thought.flush());
}

function sayText(run: Run, task: Task, text: string): void {
  if (text === "") return;
  const { path, attempt } = task;
  if (task.plan.speaks) run.texts.say(task.scope.answers, task.plan.speakerIndex, { path, attempt, text });
  else sayThought(run, task, text);
}

function sayThought(run: Run, task: Task, text: string): void {
  if (text === "") return;
  const { path, attempt } = task;
  run.emit({ type: "node.text", path, attempt, channel: "thought", text, ...hiddenMark(task) });
}

function isThought(task: Task): boolean {
  return task.plan.node.renderMode === "thought";
}

function isMute(task: Task): boolean {
  return !task.plan.speaks && !isThought(task);
}

/** Marks an event of a hidden node, so that only the debugger is told. */
export function hiddenMark(task: Task): { hidden?: true } {
  return task.plan.node.renderMode === "hidden" ? { hidden: true } : {};
}
