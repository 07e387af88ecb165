import type { Sample } from './sample.ts';

const loginBroken: Sample = {
  minutesAgo: 12,
  source: `From: Aisha Bello <aisha.bello@riverside-clinic.example>
To: @ME@
Subject: URGENT: nobody can log in since this morning
Message-ID: <urgent-login-1@riverside-clinic.example>
Importance: high
X-Priority: 1 (Highest)
MIME-Version: 1.0
Content-Type: text/plain; charset=utf-8

Hi,

since 8 o'clock none of our 45 users can log in. After the password we only
see "Error 502". The reception desk cannot work, so this is urgent: patients
are waiting.

Our account is riverside-clinic. Please call me on extension 4410 or answer
here as soon as you can.

Aisha Bello
IT coordinator, Riverside Clinic
`,
};

const billing: Sample = {
  minutesAgo: 200,
  source: `From: Accounts <accounts@maple-studio.example>
To: @ME@
Subject: Re: Your invoice - charged twice?
Message-ID: <b-1182-2@maple-studio.example>
In-Reply-To: <invoice-1182@billing.demo.example>
References: <invoice-1182@billing.demo.example>
MIME-Version: 1.0
Content-Type: text/plain; charset=utf-8; format=flowed

Hello,

our bank statement shows the amount of invoice 1182 twice, on the 3rd and on 
the 4th. Could you check this and refund one of the two? We would also like 
the VAT number on the next invoice.

Thank you,
Helen Marsh
Maple Studio

> Dear customer,
> please find your invoice 1182 in your account.
`,
};

export const support: Sample[] = [loginBroken, billing];
