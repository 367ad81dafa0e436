"use client";
// Parameters of the model that a node asks, within what that model takes.

import { ModelParameters } from "@/components/model-parameters/model-parameters";
import { ParameterInput } from "@/components/model-parameters/parameter-input";
import { isJsonObject } from "@/lib/shared/json";
import { narrowed, otherParameters, useModelParameters } from "../use-model-parameters";
import type { ControlProps } from "./control-props";

/** One parameter that has a field of its own. */
export function ParameterControl({ node, field, value, onChange, control, label, readOnly }: ControlProps) {
  const spec = useModelParameters(node)?.[field.key];
  return (
    <ParameterInput
      spec={narrowed(spec, field)}
      label={label}
      value={value}
      onChange={onChange}
      control={control}
      readOnly={readOnly}
    />
  );
}

/** All the others. */
export function ParametersControl({ node, value, onChange, control, label, readOnly }: ControlProps) {
  const specs = useModelParameters(node) ?? {};
  return (
    // biome-ignore lint/a11y/useSemanticElements: the field around it is what names the group
    <div role="group" id={control.id} aria-label={label} className="border-line border-l-2 pl-3">
      <ModelParameters
        specs={otherParameters(node, specs)}
        values={isJsonObject(value) ? value : {}}
        onChange={(values) => onChange(Object.keys(values).length > 0 ? values : undefined)}
        readOnly={readOnly}
      />
    </div>
  );
}
