// What a first visit costs: the bytes that come over the line, and the time until the first page of a peer
// that only just started. Next: shots.mjs.
import assert from "node:assert/strict";
import { mkdirSync } from "node:fs";
import { dirname } from "node:path";
import { visitor } from "./look.mjs";
import { Peer } from "./peer.mjs";

/** Bytes, as compressed on the line, that the first page and all it needs may take. */
const MOST = 100_000;

export async function weight() {
    const linde = new Peer("linde");
    mkdirSync(dirname(linde.profile), { recursive: true });
    const { id } = linde.cli("demo");
    const began = performance.now();
    await linde.start();
    const page = await visitor(linde);
    await page.getByRole("heading", { level: 1 }).waitFor();
    const took = Math.round(performance.now() - began);
    await page.context().close();

    const { decisions } = linde.cli("decision", "list");
    const open = decisions.find((decision) => decision.status === "open").id;
    // The heaviest page comes first in a browser that has nothing yet.
    for (const path of ["", `decisions/${open}`]) {
        const fresh = await visitor(undefined);
        const [names, sizes] = [new Map(), new Map()];
        const session = await fresh.context().newCDPSession(fresh);
        session.on("Network.responseReceived", ({ requestId, response }) => names.set(requestId, new URL(response.url).pathname));
        // With its headers, compressed, as it came over the line; nothing for what the browser had already.
        session.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
            const name = names.get(requestId)?.replace(/[0-9a-f]{8,}|(?<=^.in.).*/g, "#");
            sizes.set(name, (sizes.get(name) ?? 0) + encodedDataLength);
        });
        await session.send("Network.enable");
        await fresh.goto(linde.link());
        await fresh.waitForURL((url) => !url.pathname.startsWith("/in/"));
        await fresh.goto(new URL(`/c/${id.slice(0, 12)}/${path}`, fresh.url()).href);
        const bytes = [...sizes.values()].reduce((sum, size) => sum + size, 0);
        const parts = [...sizes].map(([name, size]) => `${name} ${size}`).join(", ");
        assert.ok(sizes.size >= 4, `only ${parts}`);
        assert.ok(bytes > 5_000 && bytes < MOST, `${bytes} bytes: ${parts}`);
        console.log(`weight: ${bytes} bytes (${parts})`);
        await fresh.context().close();
    }
    console.log(`weight: the first page ${took} ms after the start of a program that is not optimised, browser included`);
    await linde.stop();
    linde.remove();
}
