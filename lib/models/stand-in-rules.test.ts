import { describe, expect, test } from "vitest";
import { standInModel, writingModels } from "./stand-in-rules";

const model = (id: string, change: object = {}) => ({
  ...{ id, type: "chat", status: "active", isShared: false, isDefault: false, isRecommended: false },
  ...change,
});

describe("the model that stands in", () => {
  test("is the default, else a recommended one, else the oldest of the workspace's own", () => {
    const builtIn = model("a", { isShared: true, isDefault: true });
    expect(standInModel([builtIn])?.id).toBe("a");
    expect(standInModel([builtIn, model("c"), model("b")])?.id).toBe("b");
    expect(standInModel([model("b"), model("c", { isRecommended: true })])?.id).toBe("c");
    expect(standInModel([model("c", { isRecommended: true }), model("d", { isDefault: true })])?.id).toBe("d");
  });
  test("writes and is not switched off", () => {
    const off = model("a", { status: "disabled", isDefault: true });
    const vectors = model("b", { type: "embedding", isDefault: true });
    expect(standInModel([off, vectors])).toBeUndefined();
    expect(writingModels([off, vectors, model("c")]).map(({ id }) => id)).toEqual(["c"]);
  });
});
