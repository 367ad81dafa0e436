// Parameters of an endpoint: where each goes, what it is.

import { getTranslations } from "next-intl/server";
import type { OperationParameter } from "@/lib/http/api-reference";

const places = ["path", "query", "header", "cookie"] as const;

export async function ParameterTable({ parameters }: { parameters: readonly OperationParameter[] }) {
  const t = await getTranslations("api");
  const placeWords = (name: string) => {
    const place = places.find((one) => one === name);
    return place ? t(`places.${place}`) : name;
  };
  return (
    <div className="overflow-x-auto rounded-lg border border-line bg-surface">
      <table aria-label={t("parameters")} className="w-full border-collapse text-left text-sm">
        <thead>
          <tr className="border-line border-b text-ink-3 text-xs">
            {(["name", "place", "type"] as const).map((column) => (
              <th key={column} scope="col" className="px-3 py-2 font-medium">
                {t(column)}
              </th>
            ))}
            <th scope="col" className="px-3 py-2 font-medium max-sm:hidden">
              {t("meaning")}
            </th>
          </tr>
        </thead>
        <tbody>
          {parameters.map((parameter) => (
            <tr key={`${parameter.place} ${parameter.name}`} className="border-line border-b align-top last:border-b-0">
              <td className="px-3 py-1.5">
                <code className="font-mono text-xs">{parameter.name}</code>
                {parameter.isRequired ? <span className="ml-2 text-2xs text-ink-3">{t("required")}</span> : null}
              </td>
              <td className="px-3 py-1.5 text-ink-2 text-xs">{placeWords(parameter.place)}</td>
              <td className="max-w-60 break-words px-3 py-1.5 font-mono text-ink-2 text-xs">{parameter.type}</td>
              <td className="px-3 py-1.5 text-ink-2 text-xs max-sm:hidden">{parameter.description}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
