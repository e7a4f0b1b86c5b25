// A page of somebody else in the browser of who is signed in: it can neither read, nor do, nor use up
// anything. Every attempt is first made on a naive server, where it must succeed. Next: words.mjs.
import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer } from "node:http";
import { neighbours } from "./apart.mjs";
import { launch, until, visitor } from "./look.mjs";

/** Stands on the naive server's pages, as the community's name stands on Meent's. */
const SECRET = "Lindestraat";

/** Milliseconds within which an attempt that gets no answer has failed. */
const GIVE_UP = 3_000;

/** A server on a free port of loopback; `answer` is a node request listener. */
async function serve(answer) {
    const server = createServer(answer).listen(0, "127.0.0.1");
    await once(server, "listening");
    return { server, port: server.address().port, stop: () => server.closeAllConnections() || server.close() };
}

/** A server that trusts everybody, to show that the attempts are real. */
async function naive() {
    const [posts, looked] = [[], []];
    const made = await serve((request, response) => {
        const origin = request.headers.origin ?? "*";
        response.setHeader("access-control-allow-origin", origin);
        response.setHeader("access-control-allow-credentials", "true");
        const kinds = { "/picture": "image/svg+xml", "/script": "text/javascript", "/style": "text/css", "/events": "text/event-stream" };
        response.setHeader("content-type", kinds[request.url] ?? "text/html");
        if (request.method === "POST") posts.push(request.url);
        if (request.headers["sec-purpose"]) looked.push(request.url);
        if (request.url === "/events") return response.write("event: changed\ndata: 1\n\n");
        if (request.url === "/picture") return response.end('<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>');
        if (request.url === "/script") return response.end("1");
        if (request.url === "/style") return response.end("body{}");
        return response.end(`<!doctype html><title>${SECRET}</title><p>${SECRET}`);
    });
    return { ...made, posts, looked };
}

/**
 * What the other page tries, run in it: each a name and whether it got something. What only writes says
 * so too where the browser can't know; who runs this looks at what became of it.
 */
async function attempts({ base, page, picture, script, style, secret, giveUp }) {
    const within = (work) =>
        Promise.race([work, new Promise((resolve) => setTimeout(() => resolve(false), giveUp))]).catch(() => false);
    const loaded = (element) =>
        within(new Promise((resolve) => {
            element.onload = () => resolve(true);
            element.onerror = () => resolve(false);
            document.body.append(element);
        }));
    const make = (tag, attributes) => Object.assign(document.createElement(tag), attributes);
    const read = async (response) => (await response.text()).includes(secret);
    const got = {};
    got.fetch = await within(fetch(base + page, { credentials: "include" }).then(read));
    got.request = await within(new Promise((resolve) => {
        const request = new XMLHttpRequest();
        request.open("GET", base + page);
        request.withCredentials = true;
        request.onload = () => resolve(request.responseText.includes(secret));
        request.onerror = () => resolve(false);
        request.send();
    }));
    got.events = await within(new Promise((resolve) => {
        const source = new EventSource(`${base}/events`, { withCredentials: true });
        source.addEventListener("open", () => resolve(true));
        source.addEventListener("error", () => (source.close(), resolve(false)));
    }));
    got.picture = await loaded(make("img", { src: base + picture }));
    got.script = await loaded(make("script", { src: base + script }));
    got.style = await loaded(make("link", { rel: "stylesheet", href: base + style }));
    got.object = await loaded(make("object", { data: base + page, type: "text/html" }));
    // A window that stays in reach can be led elsewhere, counted and timed.
    const opened = window.open(base + page);
    got.window = await within(new Promise((resolve) => {
        setTimeout(() => resolve(opened !== null && !opened.closed), 1_000);
    }));
    opened?.close();
    got.cookie = document.cookie.includes("meent");
    return got;
}

// Writes, in every way that a page has; nobody tells it what became of it.
async function writes({ base, forms }) {
    const send = (action, fields, target) => {
        const form = Object.assign(document.createElement("form"), { method: "POST", action: base + action, target });
        for (const [name, value] of Object.entries(fields)) {
            form.append(Object.assign(document.createElement("input"), { type: "hidden", name, value }));
        }
        document.body.append(form);
        form.submit();
    };
    for (const [action, fields] of Object.entries(forms)) {
        const body = new URLSearchParams(fields);
        for (const mode of ["cors", "no-cors"]) {
            await fetch(base + action, { method: "POST", mode, credentials: "include", body }).catch(() => {});
        }
        navigator.sendBeacon(base + action, body);
        const frame = document.createElement("iframe");
        frame.name = `frame${Math.random()}`;
        document.body.append(frame);
        send(action, fields, frame.name);
        // A frame in a sandbox has no origin: it says "null".
        const boxed = document.createElement("iframe");
        boxed.sandbox = "allow-scripts allow-forms";
        const inputs = Object.entries(fields).map(([name, value]) => `<input name="${name}" value="${value}">`);
        boxed.srcdoc = `<form method="post" action="${base}${action}">${inputs.join("")}</form><script>document.forms[0].submit()</script>`;
        document.body.append(boxed);
    }
}

export async function hostile() {
    const [ali, bea] = await neighbours();
    ali.cli("goal", "add", "Een bank");
    const browser = await launch("--host-resolver-rules=MAP rebound.example 127.0.0.1");
    const victim = await visitor(ali, { browser });
    const context = victim.context();
    const host = new URL(victim.url()).host;
    const home = new URL(victim.url()).pathname;
    const at = (page) => `${home}${page}`;
    const neighbour = ali.cli("member", "list").members.find((member) => !member.me).id;
    const assets = await victim.evaluate(() => [...document.querySelectorAll("link[href],script[src]")].map((it) => new URL(it.href || it.src).pathname));
    const asset = (ending) => assets.find((path) => path.endsWith(ending));
    const elsewhere = await serve((request, response) => {
        response.setHeader("content-type", "text/html");
        response.end("<!doctype html><title>elsewhere</title><p>hello");
    });
    const trusting = await naive();
    const state = () => [
        ali.text("log", "--json"),
        ali.text("setting", "show", "--json"),
        ali.text("device", "list", "--json"),
        ali.text("member", "list", "--json"),
        ali.text("community", "list", "--json"),
    ];
    const before = state();
    let tried = 0;

    const meent = { base: `http://${host}`, page: home, picture: asset(".svg"), script: asset(".js"), style: asset(".css") };
    const other = { base: `http://127.0.0.1:${trusting.port}`, page: "/", picture: "/picture", script: "/script", style: "/style" };
    const forms = {
        [at("goals/new")]: { title: "Gekaapt", text: "" },
        [at("invite")]: {},
        [at("leave")]: { name: SECRET, typed: SECRET },
        [at("members/name")]: { name: "Gekaapt", me: "Gekaapt" },
        [at("devices")]: {},
        [at("charter/deadline")]: { value: "1" },
        [at(`members/${neighbour}/remove`)]: {},
        [at(`members/${neighbour}/rest`)]: {},
        [at(`members/${neighbour}/block`)]: {},
        "/settings": { language: "en", theme: "dark" },
        "/start": { name: "Gekaapt", purpose: "Gekaapt", me: "Gekaapt" },
    };
    // Another port of the same name is the same *site*: strict cookies go along. Another name is not.
    for (const from of [`http://127.0.0.1:${elsewhere.port}`, `http://localhost:${elsewhere.port}`]) {
        const attacker = await context.newPage();
        await attacker.goto(from);
        const options = { secret: SECRET, giveUp: GIVE_UP };
        const could = await attacker.evaluate(attempts, { ...other, ...options });
        const naively = Object.entries(could).filter(([name]) => name !== "cookie");
        assert.deepEqual(naively.filter(([, got]) => !got), [], `from ${from} the naive server gives all`);
        const got = await attacker.evaluate(attempts, { ...meent, ...options });
        assert.deepEqual(Object.entries(got).filter(([, got]) => got), [], `from ${from} it got something`);
        tried += Object.keys(got).length;

        // Framed, it shows nothing; a naive page shows all.
        for (const [target, shows] of [[other, true], [meent, false]]) {
            const handle = await attacker.evaluateHandle((src) => {
                const frame = Object.assign(document.createElement("iframe"), { src });
                return new Promise((resolve) => {
                    frame.onload = frame.onerror = () => resolve(frame);
                    document.body.append(frame);
                });
            }, target.base + target.page);
            const frame = await handle.contentFrame();
            const text = (await frame?.locator("body").innerText().catch(() => "")) ?? "";
            assert.equal(text.includes(SECRET), shows, `a frame of ${target.base} from ${from}: ${text}`);
            tried += 1;
        }

        // What it writes: the naive server takes each in several ways, Meent none.
        trusting.posts.length = 0;
        await attacker.evaluate(writes, { base: other.base, forms });
        const ways = 5 * Object.keys(forms).length;
        await until(`the naive server takes ${ways} posts`, () => trusting.posts.length === ways);
        const ended = [];
        const end = async (request) => {
            if (request.method() === "POST" && request.url().startsWith(meent.base)) {
                // An answer that the page may not see is none here.
                ended.push((await request.response().catch(() => undefined))?.status() ?? 403);
            }
        };
        context.on("requestfinished", end);
        context.on("requestfailed", end);
        await attacker.goto(from);
        await attacker.evaluate(writes, { base: meent.base, forms });
        // Beacons are sent like the others, but the debugger doesn't tell of them.
        const told = 4 * Object.keys(forms).length;
        await until(`Meent answers ${told} posts`, () => ended.length >= told);
        assert.deepEqual(ended.filter((status) => status !== 403), [], `from ${from}`);
        tried += ended.length;
        context.off("requestfinished", end);
        context.off("requestfailed", end);
        // A form that takes the whole window along.
        const answer = attacker.waitForResponse((response) => response.request().method() === "POST");
        await attacker.evaluate(({ action }) => {
            const form = Object.assign(document.createElement("form"), { method: "POST", action });
            form.innerHTML = '<input name="title" value="Gekaapt"><input name="text" value="">';
            document.body.append(form);
            form.submit();
        }, { action: meent.base + at("goals/new") });
        assert.equal((await answer).status(), 403);
        await attacker.getByText("Meent kent deze browser nog niet").waitFor();
        // A link to us shows the page only to the person, and only where the browser says who leads there.
        await attacker.goto(from);
        await attacker.evaluate((href) => {
            location.href = href;
        }, meent.base + at("goals"));
        await attacker.getByText("Meent kent deze browser nog niet").waitFor();
        tried += 2;
        await attacker.close();
        assert.deepEqual(state(), before, `a page at ${from} changed something`);
    }

    tried += await names(context, host, at);
    tried += await ahead(ali, context, elsewhere, trusting);
    tried += await tossed(victim, context, elsewhere, host);

    // All the while the page did its work.
    await victim.goto(`http://${host}${at("goals")}`);
    await victim.getByText("Een bank").first().waitFor();
    assert.deepEqual(state(), before, "something changed");
    console.log(`hostile: ${tried} attempts came to nothing`);
    await browser.close();
    for (const made of [elsewhere, trusting]) made.stop();
    for (const peer of [ali, bea]) {
        await peer.stop();
        peer.remove();
    }
}

// Other names for this machine: what leads here by another name is told nothing (DNS rebinding).
async function names(context, host, at) {
    const port = new URL(`http://${host}`).port;
    let tried = 0;
    for (const name of ["rebound.example", "localhost", "localhost."]) {
        const page = await context.newPage();
        const response = await page.goto(`http://${name}:${port}${at("goals")}`);
        assert.equal(response.status(), 421, name);
        assert.ok(!(await page.content()).includes(SECRET), `${name} shows something`);
        // The attacker's own origin now leads here, so nothing that it asks is cross-site.
        const answers = await page.evaluate(async (paths) => {
            const all = [];
            for (const path of paths) {
                for (const init of [{}, { method: "POST", body: new URLSearchParams({ title: "Gekaapt" }) }]) {
                    all.push((await fetch(path, { credentials: "include", ...init })).status);
                }
            }
            return all;
        }, ["/", at(""), at("goals/new"), "/settings", "/events"]);
        assert.deepEqual([...new Set(answers)], [421], name);
        tried += 1 + answers.length;
        await page.close();
    }
    return tried;
}

// A page that has the browser look ahead at a sign-in link doesn't use it up.
async function ahead(ali, context, elsewhere, trusting) {
    const link = ali.link();
    const page = await context.newPage();
    await page.goto(`http://127.0.0.1:${elsewhere.port}`);
    for (const href of [`http://127.0.0.1:${trusting.port}/in/x`, link]) {
        await page.evaluate((href) => {
            const ahead = Object.assign(document.createElement("link"), { rel: "prefetch", href });
            return new Promise((resolve) => {
                ahead.onload = ahead.onerror = resolve;
                document.head.append(ahead);
            });
        }, href);
    }
    assert.deepEqual(trusting.looked, ["/in/x"], "the browser looks ahead");
    await page.close();
    const fresh = await visitor(undefined, { browser: context.browser() });
    await fresh.goto(link);
    await fresh.getByRole("heading", { name: "Voor jou" }).waitFor();
    // Used: it is worth nothing now.
    const late = await visitor(undefined, { browser: context.browser() });
    assert.equal((await late.goto(link)).status(), 403);
    await late.getByText("Deze link is al gebruikt").waitFor();
    for (const person of [fresh, late]) await person.context().close();
    return 2;
}

// Cookies know no ports: another page can put some of the same name before ours.
async function tossed(victim, context, elsewhere, host) {
    const port = new URL(`http://${host}`).port;
    const page = await context.newPage();
    await page.goto(`http://127.0.0.1:${elsewhere.port}`);
    await page.evaluate((name) => {
        for (const path of ["/c", "/c/", "/goals"]) document.cookie = `${name}=AAAA; path=${path}`;
    }, `meent-${port}`);
    assert.ok((await context.cookies(`http://${host}/c/`)).some((cookie) => cookie.value === "AAAA"), "the cookie is set");
    await page.close();
    assert.equal((await victim.reload()).status(), 200);
    return 1;
}
