// Compiles the MJML in a file as often as each line of input says; answers with the length of the HTML.
import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import mjml2html from "mjml";

const source = readFileSync(process.argv[2], "utf8");
for await (const line of createInterface({ input: process.stdin })) {
  let html = "";
  for (let left = Number(line); left > 0; left--) {
    ({ html } = await mjml2html(source, { validationLevel: "skip", fonts: {} }));
  }
  process.stdout.write(`${Buffer.byteLength(html)}\n`);
}
