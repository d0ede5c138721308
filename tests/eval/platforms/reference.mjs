// Answers {"id", "text"} line by line with what the platforms' own libraries say of the text. Offsets are code points.
import { createRequire } from "node:module";
import { createInterface } from "node:readline";

const require = createRequire(import.meta.url);
const twitter = require("twitter-text");
const { RichText } = require("@atproto/api");

const points = (text, unit) => Array.from(text.slice(0, unit)).length;
const at = (text, [start, end]) => [points(text, start), points(text, end)];

function x(text) {
  const entities = twitter.extractEntitiesWithIndices(text);
  const of = (key) => entities.filter((entity) => key in entity).map((entity) => at(text, entity.indices));
  const parsed = twitter.parseTweet(text);
  return {
    count: parsed.weightedLength,
    links: of("url"),
    tags: of("hashtag"),
    mentions: of("screenName"),
  };
}

function bluesky(text) {
  const rich = new RichText({ text });
  rich.detectFacetsWithoutResolution();
  const found = { count: rich.graphemeLength, links: [], tags: [], mentions: [] };
  const bytes = Buffer.from(rich.text);
  const place = (byte) => Array.from(bytes.subarray(0, byte).toString()).length;
  for (const { index, features } of rich.facets ?? []) {
    const kind = features[0].$type.split("#")[1];
    if (bytes[index.byteStart] === 36) continue; // $ABC: a stock, which nobody here writes
    found[`${kind}s`].push([place(index.byteStart), place(index.byteEnd)]);
  }
  return found;
}

for await (const line of createInterface({ input: process.stdin, crlfDelay: Infinity })) {
  const { id, text } = JSON.parse(line);
  console.log(JSON.stringify({ id, x: x(text), bluesky: bluesky(text) }));
}
