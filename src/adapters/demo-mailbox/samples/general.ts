import type { Sample } from './sample.ts';

const press: Sample = {
  minutesAgo: 60,
  source: `From: Lena Hartmann <l.hartmann@the-daily-ledger.example>
To: @ME@
Subject: Press enquiry: comment on marketing automation by Friday
Message-ID: <press-55@the-daily-ledger.example>
MIME-Version: 1.0
Content-Type: text/plain; charset=utf-8

Dear press team,

I am writing an article on how small companies use automation in marketing.
May I quote somebody of yours on what customers expect this year? Two or three
sentences by Friday noon would be enough.

Best wishes,
Lena Hartmann
The Daily Ledger
`,
};

const application: Sample = {
  minutesAgo: 420,
  source: `From: Samuel Ortega <samuel.ortega@mailbox.example>
To: @ME@
Subject: Application as content marketer
Message-ID: <cv-2209@mailbox.example>
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary="b1_cv"

--b1_cv
Content-Type: text/plain; charset=utf-8

Hello,

I would like to apply for the position of content marketer that you published
last week. For the past four years I have run the blog and the newsletter of a
software company. My CV is attached, and I could start in two months.

Kind regards,
Samuel Ortega

--b1_cv
Content-Type: text/plain; charset=utf-8; name*=utf-8''CV%20Samuel%20Ortega.txt
Content-Disposition: attachment; filename*=utf-8''CV%20Samuel%20Ortega.txt

2021-2025  Content lead, Tidewater Software
2018-2021  Editor, City Guide Weekly
--b1_cv--
`,
};

const newsletter: Sample = {
  minutesAgo: 500,
  source: `From: Growth Weekly <hello@growth-weekly.example>
To: @ME@
Subject: This week: five subject lines that worked
Message-ID: <issue-311@growth-weekly.example>
List-Id: Growth Weekly <news.growth-weekly.example>
List-Unsubscribe: <https://growth-weekly.example/unsubscribe?id=311>, <mailto:leave@growth-weekly.example>
List-Unsubscribe-Post: List-Unsubscribe=One-Click
Precedence: bulk
MIME-Version: 1.0
Content-Type: multipart/alternative; boundary="gw311"

--gw311
Content-Type: text/plain; charset=utf-8

GROWTH WEEKLY, ISSUE 311

1. Five subject lines that worked, and why.
2. What we learned from 2,000 landing pages.
3. Reader question: how often is too often?

You receive this because you subscribed. Unsubscribe at any time.

--gw311
Content-Type: text/html; charset=utf-8

<h2>Growth Weekly, issue 311</h2>
<ol><li>Five subject lines that worked, and why.</li>
<li>What we learned from 2,000 landing pages.</li>
<li>Reader question: how often is too often?</li></ol>
<p><small><a href="https://growth-weekly.example/unsubscribe?id=311">Unsubscribe</a></small></p>

--gw311--
`,
};

const outOfOffice: Sample = {
  minutesAgo: 75,
  source: `From: Peter Nowak <peter.nowak@stellar-foods.example>
To: @ME@
Subject: Automatic reply: Our autumn catalogue
Message-ID: <ooo-889@stellar-foods.example>
In-Reply-To: <catalogue-889@demo.example>
Auto-Submitted: auto-replied
X-Auto-Response-Suppress: All
MIME-Version: 1.0
Content-Type: text/plain; charset=utf-8

Thank you for your message. I am out of the office until the 19th and will
read it when I am back. In urgent cases please write to
office@stellar-foods.example.

Peter Nowak
`,
};

export const general: Sample[] = [press, application, newsletter, outOfOffice];
