// Which component draws which control. Typed over the closed list of controls: one that is missing does not compile.

import type { ComponentType } from "react";
import { type Control, controls } from "@/lib/nodes/contract";
import { AgentControl, WorkflowControl } from "./called-control";
import { CasesControl } from "./cases-control";
import type { ControlProps } from "./control-props";
import { FieldsControl } from "./fields-control";
import { ClassesControl, OperationsControl } from "./list-controls";
import { ModelControl } from "./model-control";
import { ParametersControl } from "./parameter-controls";
import { PeopleControl } from "./people-control";
import { PromptReferenceControl } from "./prompt-reference-control";
import {
  AssignmentsControl,
  BranchesControl,
  GroupsControl,
  KeyValuesControl,
  ListControl,
  VariableControl,
} from "./row-controls";
import {
  BooleanControl,
  JsonControl,
  NumberControl,
  SelectControl,
  SliderControl,
  TextareaControl,
  TextControl,
} from "./simple-controls";
import { CodeControl, ExpressionControl, PromptControl, TemplateControl } from "./text-controls";
import { ToolControl, ToolsControl, WorkflowsControl } from "./tools-control";

const components: Record<Control, ComponentType<ControlProps>> = {
  text: TextControl,
  textarea: TextareaControl,
  prompt: PromptControl,
  template: TemplateControl,
  code: CodeControl,
  number: NumberControl,
  slider: SliderControl,
  boolean: BooleanControl,
  select: SelectControl,
  model: ModelControl,
  variable: VariableControl,
  expression: ExpressionControl,
  json: JsonControl,
  keyValues: KeyValuesControl,
  fields: FieldsControl,
  list: ListControl,
  cases: CasesControl,
  branches: BranchesControl,
  assignments: AssignmentsControl,
  groups: GroupsControl,
  people: PeopleControl,
  workflow: WorkflowControl,
  agent: AgentControl,
  tool: ToolControl,
  tools: ToolsControl,
  workflows: WorkflowsControl,
  promptReference: PromptReferenceControl,
  classes: ClassesControl,
  operations: OperationsControl,
  parameters: ParametersControl,
};

/** The component of a control that metadata name; a plain text where the name is not known. */
export function controlOf(name: string): ComponentType<ControlProps> {
  const control = controls.find((one) => one === name);
  return control ? components[control] : TextControl;
}
