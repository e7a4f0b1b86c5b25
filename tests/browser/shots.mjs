// The pictures of the main pages for the docs, from the invented neighbourhood: MEENT=... node shots.mjs FOLDER
// Made by `tests/browser/shots`. Next: look.mjs.
import { mkdirSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { close, visitor } from "./look.mjs";
import { Peer } from "./peer.mjs";

const folder = process.argv[2];
const linde = new Peer("linde");
mkdirSync(dirname(linde.profile), { recursive: true });
const { id } = linde.cli("demo");
await linde.start();
const { decisions } = linde.cli("decision", "list");
const one = (wanted) => decisions.find((decision) => wanted.every(([key, value]) => decision[key] === value)).id;
const open = one([["status", "open"]]);
const confirmed = one([["status", "confirmed"], ["method", "consent"]]);
const goal = linde.cli("goal", "list").goals.find((goal) => Object.keys(goal.conflicts).length === 0).id;
const wide = {
    home: "",
    goal: `goals/${goal}`,
    members: "members",
    invite: "invite",
    decision: `decisions/${open}#keuze`,
    confirmed: `decisions/${confirmed}`,
    counted: `decisions/${confirmed}/count`,
};
const phone = { home: "", decision: `decisions/${open}#keuze`, members: "members" };
for (const [name, pages, colorScheme, width, height] of [["", wide, "light", 1200, 860], ["-phone", phone, "dark", 320, 640]]) {
    const page = await visitor(linde, { viewport: { width, height }, colorScheme });
    for (const [title, path] of Object.entries(pages)) {
        await page.goto(new URL(path, new URL(`/c/${id.slice(0, 12)}/`, page.url())).href);
        if (title === "invite") {
            await page.getByRole("button", { name: "Maak een uitnodiging" }).click();
            await page.getByRole("img", { name: "QR-code van deze uitnodiging" }).waitFor();
        }
        const file = join(folder, `page-${title}${name}.png`);
        await page.screenshot({ path: file });
        console.log(`${file}: ${Math.round(statSync(file).size / 1024)} kB`);
    }
    await page.context().close();
}
await close();
await linde.stop();
linde.remove();
