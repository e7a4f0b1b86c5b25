// Whoever judges pages must be able to say no: pages with one fault each are refused, and the same page
// without is not. Next: story.mjs.
import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer } from "node:http";
import { counts, look, visitor } from "./look.mjs";

/** What is wrong, how the refusal says it, and what the page then has. */
const FAULTS = [
    ["a picture without words", /image-alt/, '<img src="data:image/gif;base64,R0lGODlhAQABAAAAACwAAAAAAQABAAA=">'],
    ["pale text", /color-contrast/, '<p style="color:#bbb;background:#fff">bleek</p>'],
    ["a field without a name", /label/, '<input type="text">'],
    ["something wide", /stick out/, '<div style="width:3000px">breed</div>'],
    ["an error", /complained/, "<script>console.error('fout')</script>"],
    ["what the policy forbids", /complained/, '<img alt="elders" src="http://elsewhere.invalid/x.png">'],
    ["a page that moves", /moved/, "<script>addEventListener('load', () => requestAnimationFrame(() => requestAnimationFrame(() => document.body.prepend(Object.assign(document.createElement('div'), { style: 'height:200px' })))))</script>"],
];

export async function judges() {
    const server = createServer((request, response) => {
        const fault = FAULTS[Number(request.url.slice(1))]?.[2] ?? "";
        response.setHeader("content-type", "text/html; charset=utf-8");
        response.setHeader("content-security-policy", "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data:");
        response.end(`<!doctype html><html lang="nl"><meta name="viewport" content="width=device-width"><link rel="icon" href="data:,"><title>Proef</title><main><h1>Proef</h1><p>Goed.</p>${fault}</main>`);
    }).listen(0, "127.0.0.1");
    await once(server, "listening");
    const before = { looks: counts.looks, states: new Set(counts.states) };
    for (const [number, [what, why]] of [...FAULTS, ["nothing"]].entries()) {
        const page = await visitor(undefined);
        await page.goto(`http://127.0.0.1:${server.address().port}/${number}`);
        await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 100)));
        // These are no pages of ours: they are neither kept nor counted.
        const judged = look(page, what, { keep: false });
        if (why) await assert.rejects(judged, why, `${what} is let through`);
        else await judged;
        await page.context().close();
    }
    Object.assign(counts, before);
    server.closeAllConnections();
    server.close();
    console.log(`judges: ${FAULTS.length} faults refused`);
}
