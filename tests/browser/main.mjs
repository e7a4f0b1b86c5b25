// Runs the parts named on the command line, or all, and says how much was looked at.
import { close, counts, snap } from "./look.mjs";

const parts = {
    judges: async () => (await import("./judges.mjs")).judges(),
    story: async () => (await import("./story.mjs")).story(),
    apart: async () => (await import("./apart.mjs")).apart(),
    keyboard: async () => (await import("./keyboard.mjs")).keyboard(),
    noscript: async () => (await import("./noscript.mjs")).noscript(),
    bundle: async () => (await import("./bundle.mjs")).bundle(),
    attachments: async () => (await import("./attachments.mjs")).attachments(),
    joining: async () => (await import("./joining.mjs")).joining(),
    together: async () => (await import("./together.mjs")).together(),
    moderation: async () => (await import("./moderation.mjs")).moderation(),
    rounds: async () => (await import("./rounds.mjs")).rounds(),
    mandates: async () => (await import("./mandates.mjs")).mandates(),
    selection: async () => (await import("./selection.mjs")).selection(),
    kept: async () => (await import("./kept.mjs")).kept(),
    states: async () => (await import("./states.mjs")).states(),
    hostile: async () => (await import("./hostile.mjs")).hostile(),
    words: async () => (await import("./words.mjs")).words(),
    weight: async () => (await import("./weight.mjs")).weight(),
};

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !(name in parts));
if (unknown.length > 0) throw new Error(`no part is called ${unknown.join(", ")}; there are ${Object.keys(parts).join(", ")}`);
let failed = 0;
for (const [name, run] of Object.entries(parts)) {
    if (asked.length > 0 && !asked.includes(name)) continue;
    const began = Date.now();
    try {
        await run();
        console.log(`ok ${name}: ${Math.round((Date.now() - began) / 1000)} s`);
    } catch (error) {
        failed += 1;
        console.error(`FAILED ${name}: ${error.stack}`);
        await snap(name);
    }
}
await close();
console.log(`looked at ${counts.looks} pages in ${counts.states.size} states; axe-core found nothing and left nothing open`);
// Some parts look at no page; all of them together do.
process.exit(failed > 0 || (asked.length === 0 && counts.looks === 0) ? 1 : 0);
