// What a reader of npm (mailparser or postal-mime) reads in messages: one path a line in, one JSON object a line out.
import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { simpleParser } from "mailparser";
import PostalMime from "postal-mime";

async function mailparser(raw) {
  const mail = await simpleParser(raw, { skipImageLinks: true, skipTextLinks: true });
  const sender = mail.from.value[0];
  return {
    subject: mail.subject,
    name: sender.name,
    address: sender.address,
    recipients: (mail.to?.value ?? []).map((each) => [each.name, each.address]).filter(([, address]) => address),
    leave: mail.headers.get("list")?.unsubscribe?.url ?? null,
    date: mail.date.toISOString(),
    id: mail.messageId,
    headers: mail.headerLines.map((line) => line.key),
    text: mail.text,
    html: mail.html,
    attachments: mail.attachments.length,
  };
}

async function postalmime(raw) {
  const mail = await PostalMime.parse(raw);
  const unsubscribe = mail.headers.find((each) => each.key === "list-unsubscribe")?.value ?? "";
  return {
    subject: mail.subject,
    name: mail.from.name,
    address: mail.from.address,
    recipients: (mail.to ?? []).map((each) => [each.name, each.address]).filter(([, address]) => address),
    leave: unsubscribe.match(/<(https:[^>]*)>/)?.[1] ?? null,
    date: new Date(mail.date).toISOString(),
    id: mail.messageId,
    headers: mail.headers.map((each) => each.key),
    text: mail.text.replaceAll("\r\n", "\n"), // it leaves the line ends of the wire
    html: mail.html.replaceAll("\r\n", "\n"),
    attachments: mail.attachments.length,
  };
}

const read = { mailparser, "postal-mime": postalmime }[process.argv[2]];
for await (const path of createInterface({ input: process.stdin })) {
  process.stdout.write(JSON.stringify(await read(readFileSync(path))) + "\n");
}
