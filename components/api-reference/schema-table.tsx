// Members of a body or an answer; what lies inside another is set in.

import { getTranslations } from "next-intl/server";
import type { SchemaRow } from "@/lib/http/schema-rows";

export async function SchemaTable({ label, rows }: { label: string; rows: readonly SchemaRow[] }) {
  const t = await getTranslations("api");
  return (
    <div className="overflow-x-auto rounded-lg border border-line bg-surface">
      <table aria-label={label} className="w-full border-collapse text-left text-sm">
        <thead>
          <tr className="border-line border-b text-ink-3 text-xs">
            <th scope="col" className="px-3 py-2 font-medium">
              {t("name")}
            </th>
            <th scope="col" className="px-3 py-2 font-medium">
              {t("type")}
            </th>
            <th scope="col" className="px-3 py-2 font-medium max-sm:hidden">
              {t("meaning")}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the same name occurs inside several members
            <tr key={index} className="border-line border-b align-top last:border-b-0">
              <td className="px-3 py-1.5" style={{ paddingLeft: `${12 + row.depth * 16}px` }}>
                <code className="font-mono text-xs">{row.name}</code>
                {row.isRequired ? <span className="ml-2 text-2xs text-ink-3">{t("required")}</span> : null}
              </td>
              <td className="max-w-72 break-words px-3 py-1.5 font-mono text-ink-2 text-xs">{row.type}</td>
              <td className="px-3 py-1.5 text-ink-2 text-xs max-sm:hidden">
                {[row.description, row.default === null ? "" : t("standard", { value: row.default })]
                  .filter(Boolean)
                  .join(" ")}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
