// Runs a program of node_modules with its output on the terminal, under the Node.js that runs this.
import { spawn } from "node:child_process";
import { dirname, join } from "node:path";

/** The exit code of `name` with `args`. */
export function runProgram(root, name, args, env = {}) {
  const bin = join(root, "node_modules", ".bin");
  const path = `${dirname(process.execPath)}:${bin}:${process.env.PATH ?? ""}`;
  return new Promise((done, failed) => {
    const child = spawn(join(bin, name), args, {
      cwd: root,
      stdio: ["ignore", "inherit", "inherit"],
      env: { ...process.env, NEXT_TELEMETRY_DISABLED: "1", ...env, PATH: path },
    });
    child.on("error", failed);
    child.on("exit", (code) => done(code ?? 1));
  });
}
