// Which model answers where none is named, as far as a page can tell from its list of models: the server decides by the
// same order, and knows besides whether a provider is switched off. Pure.

interface Listed {
  id: string;
  type: string;
  status: string;
  isShared: boolean;
  isDefault: boolean;
  isRecommended: boolean;
}

/** Models that write and can be chosen. */
export function writingModels<Model extends Listed>(models: readonly Model[]): Model[] {
  return models.filter(({ type, status }) => type === "chat" && status !== "disabled");
}

/** The model that is asked where none is chosen; undefined where there is none. */
export function standInModel<Model extends Listed>(models: readonly Model[]): Model | undefined {
  const rank = ({ isShared, isDefault, isRecommended }: Listed) =>
    (isShared ? 0 : 4) + (isDefault ? 2 : 0) + (isRecommended ? 1 : 0);
  return writingModels(models).sort((a, b) => rank(b) - rank(a) || (a.id < b.id ? -1 : 1))[0];
}
