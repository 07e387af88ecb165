import type { Sample } from './sample.ts';

const partnership: Sample = {
  minutesAgo: 35,
  source: `From: Priya Raman <priya.raman@globex.com>
To: Marketing <@ME@>
Subject: Partnership proposal: joint campaign for the autumn
Message-ID: <20e1-partnership@mail.globex.com>
MIME-Version: 1.0
Content-Type: text/plain; charset=utf-8

Hello,

I am the partnerships manager at Globex. We have followed your product for a
while, and our customers keep asking us for exactly what you do.

We would like to propose a partnership: a joint campaign in September and
October, and a listing of your product in our marketplace, which about 40,000
companies use. We would carry the cost of the first webinar.

Could we have a call of half an hour next week to see whether this fits?
Tuesday or Thursday afternoon would suit me best.

Kind regards,
Priya Raman
Partnerships Manager, Globex
`,
};

const funding: Sample = {
  minutesAgo: 95,
  source: `From: "Brandt, Oliver" <oliver.brandt@umbrella.com>
To: @ME@
Cc: innovation-fund@umbrella.com
Subject: API funding programme - we would like to include you
Message-ID: <api-fund-7731@umbrella.com>
MIME-Version: 1.0
Content-Type: multipart/alternative; boundary="=_umbrella_1"

--=_umbrella_1
Content-Type: text/plain; charset=utf-8
Content-Transfer-Encoding: quoted-printable

Good morning,

as director of the Umbrella Innovation Fund I am writing about our API fundin=
g programme. We finance integrations with our research platform: up to =E2=82=
=AC60,000 for each API, plus support from our engineers.

Two of our divisions already use your product and asked for a direct integrat=
ion. Before the committee meets on the 28th I need to know
 - whether your API can push events to us, and
 - what a year of enterprise access for about 350 people would cost.

Who on your side can talk about this?

Oliver Brandt
Director, Umbrella Innovation Fund

--=_umbrella_1
Content-Type: text/html; charset=utf-8
Content-Transfer-Encoding: quoted-printable

<p>Good morning,</p>
<p>as director of the Umbrella Innovation Fund I am writing about our <b>API =
funding programme</b>. We finance integrations with our research platform: up=
 to =E2=82=AC60,000 for each API, plus support from our engineers.</p>
<p>Two of our divisions already use your product and asked for a direct integ=
ration. Before the committee meets on the 28th I need to know</p>
<ul><li>whether your API can push events to us, and</li>
<li>what a year of enterprise access for about 350 people would cost.</li></u=
l>
<p>Who on your side can talk about this?</p>
<p>Oliver Brandt<br>Director, Umbrella Innovation Fund</p>

--=_umbrella_1--
`,
};

/** The attachment is a one-page PDF without content. */
const demoRequest: Sample = {
  minutesAgo: 150,
  source: `From: Maria Lindqvist <maria@northwind-logistics.example>
To: @ME@
Subject: Pricing for 120 users and a demo?
Message-ID: <d3-pricing@northwind-logistics.example>
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary="----=_Part_42"

------=_Part_42
Content-Type: text/plain; charset=us-ascii

Hi there,

we are comparing three tools and have to decide by the end of the month.
Could you send me a quote for 120 users, billed yearly, and show us the
product? Our requirements are attached. Single sign-on is a must.

Thanks!
Maria Lindqvist
Head of Operations, Northwind Logistics

------=_Part_42
Content-Type: application/pdf; name="requirements.pdf"
Content-Disposition: attachment; filename="requirements.pdf"
Content-Transfer-Encoding: base64

JVBERi0xLjQKMSAwIG9iajw8L1R5cGUvQ2F0YWxvZy9QYWdlcyAyIDAgUj4+ZW5kb2JqCjIgMCBv
Ymo8PC9UeXBlL1BhZ2VzL0tpZHNbMyAwIFJdL0NvdW50IDE+PmVuZG9iagozIDAgb2JqPDwvVHlw
ZS9QYWdlL1BhcmVudCAyIDAgUi9NZWRpYUJveFswIDAgNTk1IDg0Ml0+PmVuZG9iagp0cmFpbGVy
PDwvUm9vdCAxIDAgUj4+Cg==
------=_Part_42--
`,
};

const german: Sample = {
  minutesAgo: 240,
  source: `From: =?iso-8859-1?Q?J=FCrgen_Wei=DFhaupt?= <j.weisshaupt@hansa-kontor.example>
To: @ME@
Subject: =?utf-8?B?QW5nZWJvdCBmw7xyIDgwIEFyYmVpdHNwbMOkdHpl?=
Message-ID: <angebot.80@hansa-kontor.example>
MIME-Version: 1.0
Content-Type: text/plain; charset=iso-8859-1
Content-Transfer-Encoding: quoted-printable

Sehr geehrte Damen und Herren,

wir m=F6chten Ihre L=F6sung ab dem 1. M=E4rz an zwei Standorten mit insgesamt=
 80 Arbeitspl=E4tzen einf=FChren. K=F6nnten Sie uns bitte ein Angebot senden =
und uns einen Termin f=FCr eine Vorf=FChrung nennen?

Wichtig w=E4re uns, dass die Daten in der EU gespeichert werden.

Mit freundlichen Gr=FC=DFen
J=FCrgen Wei=DFhaupt
Leiter Einkauf, Hansa Kontor GmbH
`,
};

/** Without a text part, as some CRM tools send. */
const reseller: Sample = {
  minutesAgo: 310,
  source: `From: Tom Okafor <tom@brightpath-consulting.example>
To: @ME@
Subject: Becoming a reseller
Message-ID: <reseller.9921@brightpath-consulting.example>
MIME-Version: 1.0
Content-Type: text/html; charset=utf-8

<html><head><style>p { font-family: sans-serif }</style></head><body>
<table><tr><td>
<h1>Hello from Brightpath</h1>
<p>We advise about <b>60 mid-sized companies</b> in West Africa, and we would
like to resell your product. Do you have a reseller programme, and what margin
does it offer?</p>
<p>I can bring two customers in the first quarter.</p>
<p>Tom Okafor &mdash; <a href="https://brightpath-consulting.example/?utm_source=mail">Brightpath
Consulting</a><img src="https://brightpath-consulting.example/open.gif" width="1" height="1"></p>
</td></tr></table>
</body></html>
`,
};

export const leads: Sample[] = [partnership, funding, demoRequest, german, reseller];
