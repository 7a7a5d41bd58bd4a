"use strict";
const http = require("node:http");

/*
 * Runs in a fresh process: loads the empty component, posts the question once with node:http alone, and prints the
 * time of its answer on the clock that all processes share, in nanoseconds. The argument is the start, as JSON.
 */

const { file, url, connection, body } = JSON.parse(process.argv[2]);

const post = () =>
  new Promise((resolve, reject) => {
    const headers = {
      "content-type": "application/json",
      "content-length": Buffer.byteLength(body),
      "api-key": connection.fields.apiKey,
    };
    const request = http.request(`${url}/chat/completions`, { method: "POST", headers }, (response) => {
      const chunks = [];
      response.on("data", (chunk) => chunks.push(chunk));
      response.on("error", reject);
      response.on("end", () => resolve(JSON.parse(Buffer.concat(chunks).toString("utf8"))));
    });
    request.on("error", reject);
    request.end(body);
  });

const run = async () => {
  if (!require(file).default.key) throw new Error("The empty bundle's default export is no component.");
  const data = await post();
  const answered = process.hrtime.bigint();
  if (!data.id) throw new Error("The server's answer is no chat completion.");
  process.stdout.write(String(answered), () => process.exit());
};

run();
