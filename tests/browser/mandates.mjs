// Mandates: proposed, granted, used with advice by two people; a role; an agreement; on a wide and a small
// screen, in the dark, in English, and refused. Next: states.mjs.
import assert from "node:assert/strict";
import { look, visitor } from "./look.mjs";
import { Peer } from "./peer.mjs";

export const button = (page, name) => page.getByRole("button", { name, exact: true });

export async function there(page, at, path) {
    await page.goto(new URL(`${at}${path}`, page.url()).href);
}

export async function mandates() {
    const ali = new Peer("ali");
    await ali.start();
    const { id } = ali.cli("community", "create", "Lindestraat", "--purpose", "Een fijne straat", "--name", "Ali");
    const at = `/c/${id.slice(0, 12)}/`;
    const wide = await visitor(ali);
    const small = await visitor(ali, { viewport: { width: 320, height: 700 }, colorScheme: "dark" });
    const english = await visitor(ali, { viewport: { width: 640, height: 800 }, locale: "en-GB" });
    const pages = [[wide, "wide"], [small, "dark"], [english, "English"]];
    const all = async (path, name) => {
        for (const [page, way] of pages) {
            await there(page, at, path);
            await look(page, `${name} ${way}`);
        }
    };
    await all("mandates", "mandates empty");

    const { link } = ali.cli("invite");
    const bea = new Peer("bea");
    await bea.start({ dial: ali });
    bea.cli("join", link, "--name", "Bea", "--kind", "municipality");
    await ali.until(["member", "list"], ({ members }) => members.some((one) => one.name === "Bea"));
    ali.cli("member", "approve", "Bea");
    await bea.until(["member", "list"], ({ members }) => members.filter((one) => one.state === "member").length === 2);

    // Topics, a circle and a role by the page.
    await there(wide, at, "mandates/new-topic");
    await look(wide, "topic new");
    await wide.getByLabel("Naam").fill("Groen");
    await button(wide, "Voeg toe").click();
    await wide.getByText("Groen", { exact: true }).waitFor();
    await there(small, at, "mandates/new-circle");
    await look(small, "circle new");
    await small.getByLabel("Naam").fill("Tuinploeg");
    await button(small, "Voeg toe").click();
    await there(wide, at, "mandates/new-role");
    await look(wide, "role new");
    await wide.getByLabel("Naam").fill("Sleutelbeheer");
    await button(wide, "Voeg toe").click();
    await wide.getByRole("link", { name: /Stel voor wie dit doet.*Sleutelbeheer/ }).click();
    await look(wide, "role appoint");
    await wide.getByLabel("Bea").check();
    await button(wide, "Stel dit voor").click();
    await wide.getByRole("heading", { name: "Bea op “Sleutelbeheer”" }).waitFor();
    await look(wide, "role waits");

    // A mandate: refused without a holder, and nothing that was typed is lost.
    await all("mandates/new", "mandate new");
    await there(wide, at, "mandates/new");
    await wide.getByLabel("Naam van het mandaat").fill("Het buurtgroen");
    await wide.getByLabel("Waarover", { exact: true }).fill("Planten en struiken in onze straat.");
    await wide.getByLabel("Grenzen").fill("Geen bomen kappen.");
    await wide.getByLabel("Terugkijken op").fill("2030-01-01");
    await wide.getByLabel("Groen").check();
    await wide.getByLabel("Hoogstens hoeveel geld").fill("500");
    await button(wide, "Stel dit voor").click();
    await wide.getByRole("alert").waitFor();
    await look(wide, "mandate refused");
    assert.equal(await wide.getByLabel("Grenzen").inputValue(), "Geen bomen kappen.");
    await wide.getByLabel("Ali").check();
    await button(wide, "Stel dit voor").click();
    await wide.getByText("Het buurtgroen").waitFor();
    await all("mandates", "mandates proposed");
    await all("changes", "changes of mandates");
    const changes = await bea.until(["change", "list"], ({ changes }) => changes.length === 2);
    bea.cli("change", "approve", ...changes.changes.map((change) => change.id));
    const { mandates: granted } = await ali.until(["mandate", "list"], ({ mandates }) => mandates[0]?.state === "active");
    await all(`mandates/${granted[0].id}`, "mandate granted");
    for (const step of ["grant", "return", "suspend", "withdraw"]) {
        await there(wide, at, `mandates/${granted[0].id}/${step}`);
        await look(wide, `mandate ${step}`);
    }

    // A decision under it, with advice.
    await there(wide, at, "decisions/new?method=mandate");
    await look(wide, "mandate decision new");
    const { id: trees } = ali.cli("decision", "propose", "Drie appelbomen", "--text", "Langs de stoep.", "--review", "2030-01-01", "--method", "mandate");
    await all(`decisions/${trees}/open`, "mandate decision open");
    await there(wide, at, `decisions/${trees}/open`);
    await wide.getByLabel("Wat het kost").fill("300");
    await wide.getByRole("checkbox", { name: "Bea", exact: true }).check();
    await button(wide, "Open de ronde nu").click();
    await wide.getByRole("heading", { name: "Onder een mandaat" }).waitFor();
    await all(`decisions/${trees}`, "mandate decision running");
    const other = await visitor(bea, { viewport: { width: 320, height: 700 } });
    await bea.until(["decision", "list"], ({ decisions }) => decisions.some((one) => one.status === "open"));
    await there(other, at, "");
    await look(other, "mandate asked at home");
    await there(other, at, `decisions/${trees}`);
    await look(other, "mandate decision for who is asked");
    await other.getByRole("textbox", { name: "Je advies" }).fill("Neem een oud ras.");
    await button(other, "Geef dit advies").click();
    await other.getByText("Daar is nog geen antwoord op.").waitFor();
    await ali.until(["decision", "show", trees], ({ counsel }) => counsel.under.advisers[0].advice.length === 1);
    await all(`decisions/${trees}`, "mandate advice to answer");
    await there(wide, at, `decisions/${trees}`);
    await wide.getByLabel("deels overgenomen").check();
    await button(wide, "Bewaar dit antwoord").click();
    await wide.getByRole("alert").waitFor();
    await look(wide, "mandate answer refused");
    await wide.locator("#f-why").fill("Twee van de drie.");
    await button(wide, "Bewaar dit antwoord").click();
    await wide.getByText("Twee van de drie.").waitFor();
    ali.cli("decision", "close", trees);
    await all(`decisions/${trees}/count`, "mandate decision counted");

    // An agreement with the municipality, which says yes in its own way.
    const { id: paths } = ali.cli("decision", "propose", "Wij onderhouden het plantsoen", "--text", "De gemeente betaalt het gereedschap.", "--review", "2030-01-01", "--method", "consent");
    await there(wide, at, `decisions/${paths}/open`);
    await wide.getByText("Is het een afspraak met een andere partij?").click();
    await wide.getByLabel("De andere partij").selectOption({ label: "Bea" });
    await look(wide, "agreement open");
    await button(wide, "Open de ronde nu").click();
    await wide.getByRole("heading", { name: "Afspraak met Bea" }).waitFor();
    await look(wide, "agreement waits");
    await bea.until(["decision", "list"], ({ decisions }) => decisions.some((one) => one.id === paths));
    await there(other, at, `decisions/${paths}`);
    await look(other, "agreement for the other party");
    await other.getByLabel("Hoe is dat besloten").fill("Het college, zaak 2027-118.");
    await button(other, "Wij zijn het eens").click();
    await other.getByText("Het college, zaak 2027-118.").waitFor();
    await look(other, "agreement agreed");
    assert.equal(bea.cli("decision", "show", paths).counsel.partner.agrees, true);

    for (const page of [wide, small, english, other]) await page.context().close();
    await ali.stop();
    await bea.stop();
    ali.remove();
    bea.remove();
}
