import type { Words } from './kinds.ts';

/** Words that tie the others together. */
export const grammar: Words = {
  must: `
    must should shall let obliged supposed required instructed ordered has ought belong belongs always never make certain sure ensure
    muss müssen soll* sollte hat stets gilt
    doit devra* doivent dois devoir toujours debe* tiene* deberá* siempre deve* devono vanno sempre dovrà* devem sempre
    moet* dient altijd musi* powin* zawsze må måste ska skall skal altid alltid pitää täytyy tulee aina musí má vždy
    kell kötel* mindig trebuie mereu meli malı gerek* zorunda olmalı* içermeli*
    долж* обязан* всегда следует має маєш повин* завжди πρέπει οφείλ* πάντα يجب عليك दائما चाहिए अवश्य हमेशा
    必须 必須 务必 应当 属于 必ず こと してください ください 반드시 합니다 하세요 해야`,
  please: `
    please kindly bitte veuillez merci favor gelieve graag proszę prosím vänligen venligst lütfen пожалуйста прошу παρακαλώ يرجى कृपया 请 請`,
  your: `
    you your yours yourself u du dein* dir dich deine* ihr ihre* ihnen tu te ton ta tes toi vous votre vos tus sus ti tuo tua tue tuoi vostr*
    teu tua seu sua suas seus jij je jouw uw twoj* swoj* ty tvé tvůj svá své din ditt dina dine dit sinun sinulle te ti a
    сво* тво* ты тебе тебя вы ваш* ти σου εσύ senin sana size sen tale ton tău أنت لك ك आप अपने तुम 你 您 あなた 너 당신`,
  own: `our my we i us me own mr mrs ms unser* mein* wir ich notre nos mon mes nous nuestr* nostr* nossa nosso onze mijn наш* мой моя`,
  stealth: `
    without never not don skip bypass verified approved approval authori* whitelisted preapproved overrides
    supersedes replaces autoapprove user human humans staff anyone owner reviewer reviewers`,
  turn: `
    system sys assistant developer admin administrator im inst role tool user_input instruction instructions category label urgency
    priority llm ai gpt chatgpt claude prompt directive override operator task eot bot untrusted kategorie catégorie categoría
    categoria categorie kategoria kategori confidence classification asistente assistente assistent send_email x role function begin q reply result label`,
};
