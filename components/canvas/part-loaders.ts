// Where the larger controls come from, for those who show them and for those who fetch them ahead. Knows none of both.

export const loadPromptEditor = async () => (await import("./editors/prompt-editor")).default;
export const loadCombobox = async () => (await import("@/components/ui/combobox")).Combobox;
export const loadCodeBlock = async () => (await import("@/components/ui/code-block")).CodeBlock;
