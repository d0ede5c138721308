// What npm mailparser reads in messages: one path a line in, one JSON object a line out.
import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { simpleParser } from "mailparser";

for await (const path of createInterface({ input: process.stdin })) {
  const mail = await simpleParser(readFileSync(path), { skipImageLinks: true, skipTextLinks: true });
  const sender = mail.from.value[0];
  const read = {
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
  process.stdout.write(JSON.stringify(read) + "\n");
}
