// Sends the chosen password with the token of the link's fragment, and signs in with it.
"use strict";

const form = document.getElementById("form");
const outcome = document.getElementById("outcome");
const [purpose, token] = location.hash.slice(1).split(":");
const routes = { invite: "/v1/invitations/accept", reset: "/v1/reset" };
const route = routes[purpose];

if (!route || !token) {
  form.remove();
  outcome.textContent = "The link is not whole: open it as you got it, with everything behind the #.";
}

async function send(path, asked) {
  const answer = await fetch(path, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(asked),
  });
  return [answer.ok, await answer.json()];
}

/** Signs in with what was chosen; a second factor is asked for on the page that knows how. */
async function enter({ slug, login }, password) {
  try {
    const [isRight, step] = await send("/v1/sign-in", { organisation: slug, login, password });
    location.replace(isRight && !step.pending ? "/" : "/sign-in");
  } catch {
    // What was chosen is saved all the same.
    location.replace("/sign-in");
  }
}

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  const password = form.password.value;
  if (password !== form.again.value) {
    outcome.textContent = "The two are not the same.";
    return;
  }
  const button = form.querySelector("button");
  button.disabled = true;
  outcome.textContent = "Saving …";
  try {
    const [isSaved, said] = await send(route, { token, password });
    if (isSaved) {
      form.remove();
      outcome.textContent = `Done. Your login is ${said.login}, your organisation ${said.slug}. This link is spent.`;
      await enter(said, password);
      return;
    }
    outcome.textContent = [said.title, said.detail].filter(Boolean).join(" ");
  } catch {
    outcome.textContent = "The server did not answer. Nothing was saved; try again.";
  }
  button.disabled = false;
});
