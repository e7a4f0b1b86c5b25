// Two neighbours who can't reach each other write on: texts keep both their words, a title shows both and
// one click settles it; a form that stood open merges or explains. Next: keyboard.mjs.
import assert from "node:assert/strict";
import { look, until, visitor } from "./look.mjs";
import { Peer } from "./peer.mjs";

export async function neighbours(people = ["ali", "bea"]) {
    const [ali, bea] = people.map((name) => new Peer(name));
    await ali.start();
    await bea.start({ dial: ali });
    ali.cli("community", "create", "Lindestraat", "--purpose", "Een fijne straat", "--name", "Ali");
    const { link } = ali.cli("invite");
    bea.cli("join", link, "--name", "Bea");
    await until("Ali knows Bea", () => ali.cli("member", "list").members.some(({ name }) => name === "Bea"));
    ali.cli("member", "approve", "Bea");
    await until("Bea is a member", () => bea.cli("community", "list").communities[0].state === "member");
    return [ali, bea];
}

export async function apart() {
    const [ali, bea] = await neighbours();
    const goal = ali.cli("goal", "add", "Een bank", "--text", "De bank staat bij de linde.").id;
    await until("the goal is there", () => bea.cli("goal", "list").goals.length === 1);

    // Bea's machine comes back without the way to Ali.
    await bea.stop();
    await bea.start();
    let [a, b] = [await visitor(ali), await visitor(bea)];
    const page = (person) => `${new URL(person.url()).pathname.match(/\/c\/[0-9a-f]+/)[0]}/goals/${goal}`;
    const edit = async (person, title, text) => {
        await person.goto(new URL(`${page(person)}/edit`, person.url()).href);
        await person.getByLabel("Wat willen jullie bereiken?").fill(title);
        await person.getByLabel("Waarom", { exact: false }).fill(text);
        await person.getByRole("button", { name: "Bewaar" }).click();
        await person.getByRole("heading", { name: title, level: 1 }).waitFor();
    };
    await edit(a, "Een bank voor iedereen", "De groene bank staat bij de linde.");
    await edit(b, "Twee banken", "De bank staat bij de oude linde.");
    await b.context().close();
    await bea.stop();
    await bea.start({ dial: ali });
    b = await visitor(bea);
    await b.goto(new URL(page(b), b.url()).href);

    await a.getByText("De groene bank staat bij de oude linde.").waitFor();
    await a.getByText("Los van elkaar geschreven").first().waitFor();
    await a.reload();
    await look(a, "conflict");
    await b.getByText("Los van elkaar geschreven").first().waitFor();
    await b.setViewportSize({ width: 320, height: 700 });
    await b.reload();
    await look(b, "conflict small");
    await b.getByRole("button", { name: /^Kies deze.*Twee banken$/ }).click();
    await b.getByRole("heading", { name: "Twee banken", level: 1 }).waitFor();
    await until("Ali sees it settled without a reload", async () => {
        const title = await a.getByRole("heading", { level: 1 }).textContent();
        return title === "Twee banken" && (await a.getByText("Los van elkaar geschreven").count()) === 0;
    });

    // A form that stood open while the other saved: the text merges.
    await a.goto(new URL(`${page(a)}/edit`, a.url()).href);
    bea.cli("goal", "edit", goal, "--text", "De groene bank staat bij de oude linde, in de zon.");
    await until("Bea's text is at Ali's", () => ali.cli("goal", "show", goal).text.endsWith("in de zon."));
    const text = a.getByLabel("Waarom", { exact: false });
    await text.fill((await text.inputValue()).replace("De groene bank", "De grote groene bank"));
    await a.getByRole("button", { name: "Bewaar" }).click();
    await a.getByText("De grote groene bank staat bij de oude linde, in de zon.").waitFor();

    // The title was changed by both: nothing is written, both are shown, saving once more is a choice.
    await a.goto(new URL(`${page(a)}/edit`, a.url()).href);
    bea.cli("goal", "edit", goal, "--title", "Drie banken");
    await until("Bea's title is at Ali's", () => ali.cli("goal", "show", goal).title === "Drie banken");
    await a.getByLabel("Wat willen jullie bereiken?").fill("Vier banken");
    await a.getByRole("button", { name: "Bewaar" }).click();
    await a.getByText("“Drie banken”").waitFor();
    assert.equal(await a.getByLabel("Wat willen jullie bereiken?").inputValue(), "Vier banken");
    assert.equal(ali.cli("goal", "show", goal).title, "Drie banken");
    await look(a, "changed meanwhile");
    await a.getByRole("button", { name: "Bewaar" }).click();
    await a.getByRole("heading", { name: "Vier banken", level: 1 }).waitFor();

    // The history has it all; putting a version back is one more line in it.
    await a.getByRole("link", { name: "Geschiedenis" }).click();
    await look(a, "history");
    const before = ali.cli("goal", "history", goal).editions.length;
    await a.getByRole("button", { name: "Zet deze versie terug" }).click();
    await a.getByRole("heading", { name: "Drie banken", level: 1 }).waitFor();
    await until("one more version", () => ali.cli("goal", "history", goal).editions.length === before + 1);

    for (const person of [a, b]) await person.context().close();
    for (const peer of [ali, bea]) {
        await peer.stop();
        peer.remove();
    }
}
