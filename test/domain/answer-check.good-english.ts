/** To a labelled mail of eval/training; there is nothing wrong with it. */
type GoodReply = [mail: string, language: string, body: string];

/** As a model writes them: with figures, codes, names and quotations of the mail. */
export const english: GoodReply[] = [
  [
    'lead/lead-098-security-questionnaire',
    'en',
    "Hello,\n\nThank you for sending us your security questionnaire. I've passed it on to our security and compliance colleagues, who answer these every week and know the usual topics: ISO 27001, SOC 2 Type II, GDPR, encryption at rest and in transit (TLS 1.3, AES-256), SSO via SAML 2.0 and penetration tests.\n\nBy when do you need it back, and may we answer in our own format (XLSX or PDF)? Parts of the answers may require a signed NDA.",
  ],
  [
    'support/sup-021-reply-in-thread-logs',
    'en',
    `Hi Per,\n\nThanks for the log (gw-debug.log), that's a very useful find. As you say, after the keepalive timeout at 06:02:11 the handshake fails with "certificate has expired or is not yet valid" and an NTP offset of 31536000 s, i.e. exactly one year.\n\nI've added this to ticket #40217 for Mehmet. Could you check whether the gateway keeps its time when it is without power, and which NTP server it uses?`,
  ],
  [
    'support/sup-063-sla-report-request',
    'en',
    "Dear Margarethe,\n\nThank you for your message. For your ISO 27001 surveillance audit on the 20th of next month you need:\n\n1. our current SOC 2 report\n2. the list of subprocessors valid this quarter\n3. the availability figures for your tenant (customer 10442) for the last 12 months\n\nI've forwarded this to our compliance team with the request to send everything a week before the audit. The SOC 2 report is usually shared under an NDA; do you know whether one is already in place?",
  ],
  [
    'support/sup-003-checkout-down-webshop',
    'en',
    `Hi Joost,\n\nThank you for the precise report, and I'm sorry that your checkouts have been failing since about 09:40 CET, with around 60 orders an hour at stake.\n\nI've escalated this to our on-call engineers with the request ID 7f1c0b4e-22d9, the 502 on POST /v2/intents and the TypeError ("reading 'client_secret'") from widget.min.js. I've also told them that the status page doesn't reflect the problem.\n\nIs every payment method affected, or only cards? We'll keep you posted on this thread.`,
  ],
  [
    'lead/lead-145-wrong-delivery-wholesale',
    'en',
    "Hi Kirsty,\n\nOh no – I'm sorry about the mix-up with your first wholesale order (W-2093). You should have received 12 lavender and 12 oat bars, not 24 lavender, and the two squashed boxes aren't how we like things to arrive either.\n\nThanks for the photos (IMG_4471.jpg and IMG_4472.jpg), they're really helpful. Our wholesale team will sort out the swap. Please hold on to the extra bars for now, and let us know whether a weekday morning delivery works for you.",
  ],
  [
    'support/sup-034-broken-english-machine-stop',
    'en',
    'Dear Mr. Hoxha,\n\nI am sorry that your production has been standing since yesterday evening.\n\nI have informed our service team as urgent: machine FLOWPAK 220, serial FP220-0088, error "AXIS 3 FOLLOWING", encoder cable already changed. A technician will call you to find the cause by telephone and, if needed, to plan a visit.\n\nPlease help us with two answers:\n1. Can axis 3 be moved by hand when the power is off?\n2. Which number can we call now?',
  ],
  [
    'support/sup-007-sdk-nullpointer',
    'en',
    "Hello Holger,\n\nThank you for the detailed report and the minimal example (merged-cells-min.xml). That makes things so much easier for our developers.\n\nTo summarise: since upgrading from 4.7.2 to 4.8.0, documents with merged table cells fail with a NullPointerException in TableFlow.place (TableFlow.java:412), called from PdfRenderer.render. I've handed this to the SDK team.\n\nAs a workaround, would staying on 4.7.2 for the nightly export be feasible for now? It would also help to know your Java version and operating system.",
  ],
  [
    'support/sup-051-alt-html-and-text',
    'en',
    "Dear Hedvig,\n\nThank you for the details of your complaint: delivery note 40-88713, nitrile gloves L, 40 boxes, lot 2231B, with thumb seams open in approx. 1 of 10 gloves.\n\nI've forwarded it to our quality department. They will tell you how the remaining goods should be collected (we've noted Mon–Thu, 7–15 h) and will decide on replacement or credit. Could you send photos of two or three of the defective gloves?",
  ],
  [
    'lead/lead-003-demo-today',
    'en',
    'Hello Henrik,\n\nThank you for thinking of us, and I understand how tight this is with the board meeting tomorrow (Wednesday) at 14:00.\n\nI have passed your request on to our sales team right away and asked whether someone can show you and your IT lead the product today before 18:00 CET. I have also noted that you need a ballpark for 450 named users with SSO.\n\nTo save time, could you tell us (1) which identity provider you use (e.g. Azure AD, Okta) and (2) which number we should call?',
  ],
  [
    'lead/lead-017-tender-council',
    'en',
    'Dear Sir or Madam,\n\nThank you for inviting us to tender for the supply and installation of outdoor fitness equipment at 6 sites (reference DN 711 204 / LEI). We have noted the closing date of 14 March 2025, 17:00, and the open procedure.\n\nOur bids team will review the documents in the e-tendering portal and raise any clarification questions there. Should anything change in the timetable, please let us know.',
  ],
  [
    'support/sup-054-db-corruption-prod',
    'en',
    "Hi Anders,\n\nI've paged our on-call database engineer with everything from your mail: quaydb primary refuses to start after the power loss, checksum mismatch in WAL segment 00000041 at 0x7fe1000, replica 40 minutes behind.\n\nYou're right to be careful. Please do NOT run `quay repair --accept-loss` and take a block-level copy of the data directory first, if you haven't already. Is the replica still up and read-only? And which version of quaydb are you running?",
  ],
  [
    'general/gen-058-council-consultation',
    'en',
    'Dear Mr Prudhoe,\n\nThank you for informing us about the proposed Traffic Regulation Order 2025/17 for Tanner Street (drawing TS/04). I have passed the plan on to our facilities team, who will respond in writing within the 21 days if they wish to comment, quoting TRO 2025/17.',
  ],
  [
    'support/sup-012-spindle-spare',
    'en',
    "Good morning Tomasz,\n\nThank you for your enquiry. I have noted the following for our spare parts department:\n\n- Machine: VM-850, serial 850-0417, year of build 2016\n- Complete Belleville set for the drawbar incl. guide sleeve\n- Clamping force measured at 5.1 kN; machine running with reduced feed\n\nThey will come back to you with part number, availability and price, and will also say whether your own fitter can change the set or whether the spindle has to come out. Could you please send us a photo of the spindle's rating plate?",
  ],
  [
    'support/sup-024-ventilator-alarm-code',
    'en',
    "Dear Frieda,\n\nThank you for your message. I've escalated this to our medical engineering team as urgent: AeroVent 300, serial number AV3-10992, technical fault E-117 at every self-test since this morning, unit out of service.\n\nI've asked them to call your medical engineering department at extension 4410, which you say is reachable around the clock, to discuss a remedy or a loan unit before the weekend. Please do not use the unit on patients until our engineers have cleared it.",
  ],
  [
    'support/sup-028-sso-cert-expires-tomorrow',
    'en',
    `Dear Dr Rennie,\n\nThank you for alerting us. I've raised this with our identity team as critical: the SAML signing certificate for tenant univ-lomond expires tomorrow at 23:59 UTC, and the "rotate" button returns "403 – feature not in plan".\n\nWith 2,100 students due on the exam platform on Thursday, I've asked them to treat it with priority and to tell you how the new metadata will be exchanged. Who on your side can upload it, and until what time can they be reached tonight?`,
  ],
  [
    'support/sup-036-double-booking-hotel',
    'en',
    "Dear Ms Frost,\n\nThank you for letting us know. So you have two bookings for 14–17 August (PM-3381 and PM-3382, double room, garden side) and only need one.\n\nI've asked our reservations team to look at cancelling PM-3382 and to make sure that your card isn't charged for it. They'll confirm this to you in writing. I've also noted your wish for a cot in the remaining room.",
  ],
  [
    'support/sup-006-charged-twice',
    'en',
    "Hi Tash,\n\nI'm really sorry about this – I can imagine how stressful it is to be overdrawn because of a double charge.\n\nI can see from your message that NIMBLEDESK ANNUAL was charged twice on the 2nd, with the references 88-201-C and 88-202-C. I've passed both to our billing team as urgent and asked them to check the second payment today.\n\nSo that they can find your account quickly, could you send us the email address you signed up with? Please don't send any card details.",
  ],
  [
    'support/sup-019-security-report-by-customer',
    'en',
    'Dear Edmund,\n\nThank you for reporting this so responsibly, and for closing the reports at once.\n\nWe take this very seriously. I have escalated your message to our security team with the details you gave (changing the id from /r/81820 to /r/81821 and 81822). They will acknowledge it in writing and keep you informed about the investigation, including whether your own reports may have been affected.\n\nPlease do not try any further ids, and please keep the matter confidential until we have got back to you.',
  ],
  [
    'lead/lead-027-freight-quote',
    'en',
    'Good morning Krzysztof,\n\nThank you for your rate request: 1 x 40HC Gdansk – Montevideo, FOB, agricultural spare parts, 18.4 t, non-hazardous, ready on the 12th with sailing by the 15th at the latest, plus the option of inland transport to Durazno.\n\nI have passed it to our ocean freight desk with your deadline of 16:00 today. Could you please confirm the exact pick-up address and whether the cargo is palletised?',
  ],
  [
    'lead/lead-127-partner-existing-logistics',
    'en',
    'Dear Monique,\n\nThank you for sending us the new rate sheet for customer 30418, valid from 1 January. We have noted the changes: national parcels +3.9 %, pallets +4.5 %, diesel floater unchanged.\n\nI have passed it on to our logistics manager. Would Tuesday or Wednesday in week 48 suit you for a short call to go through it?',
  ],
  [
    'support/sup-015-wrong-vat-on-invoice',
    'en',
    "Hi Sinead,\n\nThanks for flagging this. I understand that invoice 2025-11873 shows 20 % VAT although you're based in Ireland and it should be reverse charge.\n\nI've asked our accounts team to check it and to reissue the invoice with your VAT number, which you gave us in January. Could you just confirm the number once more, so that we don't get it wrong a second time? No need to pay anything until you've received the corrected invoice.",
  ],
  [
    'lead/lead-019-license-oem-library',
    'en',
    `Hi Jukka,\n\nThanks for asking before shipping :-) OEM use in an embedded device is exactly the case that the "ask" in the developer licence is meant for.\n\nI've forwarded your questions to the colleague who handles OEM licensing: per-unit vs. flat fee for ~400 units a year, source code and escrow, and operation without any phone-home activation.\n\nIt would help us to know which platform the embedded Linux box runs on (ARM or x86?) and whether your pharma customers require any specific escrow agent. Would a 30-minute call next week suit you?`,
  ],
  [
    'support/sup-001-locked-out-reset-loop',
    'en',
    `Hi Marian,\n\nI'm sorry about the trouble, especially with the payroll cut-off for 38 people tonight at 6.\n\nI understand that you've reset your password four times, each time with a "Success" message, and that the account is now locked for 24 hours. I've flagged this as urgent to our support team and asked them to unlock the user m.okafor (company ID 44871).\n\nIn the meantime, please don't attempt another reset, as this may extend the lock. Does the login page show exactly the same message in a private browser window?`,
  ],
  [
    'general/gen-070-confirm-visit-auditor',
    'en',
    'Dear Mr. Pichler,\n\nThank you for confirming the date of our surveillance audit (ISO 13485): 6 and 7 May, starting at 08:30. We look forward to receiving the audit plan two weeks before, and to welcoming Mrs. Schuster and yourself.\n\nPlease let us know if you need parking or a separate meeting room.',
  ],
  [
    'support/sup-050-calendar-sync-timezones',
    'en',
    `Hello,\n\nThank you for the detailed description. Events that move by an hour or more after syncing usually point to a time zone that is set differently in the two calendars (e.g. "Europe/Berlin" vs. "UTC+1").\n\nBefore our team digs deeper, could you check which time zone is set (1) in our app, (2) in Google Calendar or Outlook, and (3) on the phone itself? If they all agree, please send us one example: the event's title, the time it should have, and the time it shows.`,
  ],
  [
    'lead/lead-009-hotel-group',
    'en',
    "Dear Dorothy,\n\nThank you for considering us for your choir's tour to the Lakes. Here is what I have understood:\n\n- Arrival Friday 16 May, departure Monday 19 May (3 nights)\n- 38 people: 14 twins and 10 singles\n- Half board, with two vegetarians and one coeliac\n- A rehearsal space for two hours on Saturday morning, ideally with a piano\n- Coach parking\n\nOur groups team will check availability for these dates and come back to you with the group rate. Is there any flexibility on the dates, and what time does the coach expect to arrive?",
  ],
  [
    'lead/lead-097-procurement-vendor-onboarding',
    'en',
    "Dear Deepa,\n\nThank you for letting us know that your Learning & Development department has selected Quizzard following the pilot. We're delighted.\n\nI have passed your list to the team so that everything reaches you before the 28th:\n\n- the completed supplier registration form (Supplier_Registration_Form_v7.docx)\n- W-8BEN-E or equivalent\n- the certificate of insurance\n- the final quotation for 12 months and 1,150 learners, addressed to your US entity\n\nCould you please confirm the full legal name and address of the US entity? We'll reply to all as requested.",
  ],
  [
    'lead/lead-131-no-thanks-tender-lost',
    'en',
    'Dear Sir or Madam,\n\nThank you for informing us of the outcome of the tender for catering services for the Guildhall (ref. GH/24/118). Although we are naturally disappointed, we appreciate the transparent feedback on the scores (71.5 against 84) and the information on the standstill period.\n\nWe would be grateful for a short debrief on where our bid fell short, and we hope to be considered again in future.',
  ],
  [
    'support/sup-064-appliance-engineer-noshow',
    'en',
    'Dear Anthea,\n\nI am truly sorry that nobody came between 8 and 12, and about the time you lost on the hotline. I understand what is at stake: the freezer is at -2 and your borrowed space ends at 8pm tonight.\n\nI have escalated job 90-1187-K to the service manager and asked for a call to you within the hour. Is there someone at the hospice who can let an engineer in after 6pm?',
  ],
  [
    'support/sup-157-crash-log-invoice-sync',
    'en',
    "Hello Gideon,\n\nI'm sorry that the invoice sync has been crashing since 2.14. Thank you for the log; the KeyError: 'customer_ref' in run.py, line 91, at the very first of the 418 invoices gives our developers a good starting point.\n\nCould you check whether that invoice has a customer reference at all? If going back to 2.13 is an option for you, that might keep things moving until we know more.",
  ],
  [
    'general/gen-121-grp-press-embargo',
    'en',
    "Dear Kristin,\n\nThank you for your interest. I've forwarded your request for ten minutes with our CEO before next Wednesday to the press team.\n\nThey'll also confirm the embargo: you're right that the PDF says 09:00 GMT while the mail says 09:00 CET, so please wait for their answer before you publish. Which times would suit you for a phone call?",
  ],
  [
    'general/gen-148-grp-sup-monitor-firmware',
    'en',
    "Dear Ms Bielska,\n\nI have escalated this to our emergency service team: two of four bedside monitors (serial numbers NT-20417 and NT-20422) show no ECG trace since this morning's firmware update, and there is no spare for tonight.\n\nA service engineer will contact you about going back to the previous version or an on-site visit. Please keep both units out of use until then. What is the firmware version shown at start-up?",
  ],
  [
    'lead/lead-015-sponsor-offer',
    'en',
    "Hi Euan,\n\nThanks for getting in touch about the Cairngorm Hill Race. 1,900 runners, 74% of them women between 30 and 45 – I can see why you thought of us.\n\nI've passed the details of both slots, along with your entry stats, to our brand team. They decide on sponsorships, so I can't say yes or no today, but they will give it a proper look. When do you need a decision by, and could you tell us what last year's hydration sponsor got out of the summit station?",
  ],
  [
    'lead/lead-117-framework-minicomp',
    'en',
    'Dear Sir or Madam,\n\nWe confirm receipt of the further competition under framework RM-LOC-31, Lot 2: print and mail of 48,000 polling letters.\n\nThe pricing sheet has been passed to our bid manager, who is aware that it must be returned by noon on Thursday 12 June. If we have any questions on data format or artwork, whom may we contact?',
  ],
  [
    'support/sup-037-api-429-quota',
    'en',
    `Hi Sven,\n\nThanks for the headers, that's very helpful. I agree that "x-ratelimit-policy: free-tier" with a limit of 40 doesn't match the 600/min in annex B of your order form.\n\nI've passed this to the API team together with your guess about the renaming of your company. Could you tell us the old and the new company name and the date of the change? The key prefix (lk_live_77c…) is enough; please don't send the full key.`,
  ],
  [
    'support/sup-043-gig-tonight-licence',
    'en',
    `Hi Zoe,\n\nI completely understand the urgency: on stage in 5 hours, and everything goes silent after 60 s because of "error 0x51, demo mode".\n\nYour message has gone to our support team marked URGENT. While they're on it, please try two quick things: switch to a mobile hotspot (some venue networks block the activation server) and check that the computer's date and time are right. Then let us know what you see, along with your order number.`,
  ],
  [
    'lead/lead-007-thread-accept',
    'en',
    "Hi Rob,\n\nThat's great news, thank you – and please pass on our thanks to the board as well.\n\nI've noted that you'd like to go with option B (three-year term) and that the PO will be 4500-22817. I have forwarded your message to Sofia so that the order form can be prepared as quickly as possible, as the quoted terms run out at midnight tonight.\n\nIs there anyone else who needs to be on the signature line, or will it be you alone?",
  ],
  [
    'lead/lead-011-distributor-gulf',
    'en',
    'Dear Eng. Al Harthy,\n\nThank you for your message and for the company profile (Al Qurm Company Profile 2024.pdf), which I have read with interest. With 46 hospitals, some 300 clinics and your own service workshop, you clearly know the Omani market well.\n\nI have shared your proposal regarding the PX infusion pumps with our export team. So that they can prepare for a conversation, may I ask when the Ministry expects to publish the tender, and whether you would be looking at the whole territory or at individual hospital groups?\n\nA video call next week would be a good next step.',
  ],
  [
    'lead/lead-109-translated-sheet',
    'en',
    'Dear Captain Mostafa,\n\nThank you for your message. You would like to buy one compressor, model Mini Verticus 320 lt, with filters for one year, shipped by sea to Safaga. You also need the CE certificate and the certificate of origin.\n\nOur export team will send you an offer. Please tell us two things:\n- What power supply do you have (230 V or 400 V)?\n- How many cylinders do you fill per day?',
  ],
  [
    'support/sup-045-ticket-form-relay',
    'en',
    "Dear Alasdair,\n\nThank you for the clear diagnosis: probe 2 reads 14 degrees too high, probe 1 is fine, and the fault moves with the probe when the plugs are swapped.\n\nOur service team will check the warranty for customer number 200418 and come back to you about a replacement probe. Could you send us the serial number of the fermenter and a photo of the probe's label?",
  ],
  [
    'support/sup-057-retract-still-broken',
    'en',
    `Hi Jean-Pierre,\n\nNo need to apologise! Two days of peace and then the same message again ("mapping 12 not found") is annoying enough.\n\nI've asked the team to reopen ticket 55102. Could you let us know at what time the import stopped this morning, and whether anything was changed in the mapping since then?`,
  ],
  [
    'support/sup-058-recall-safety-smoke',
    'en',
    "Dear Derek,\n\nThank you for telling us at once; I'm very sorry about the fright. Your safety comes first:\n\n- Please leave the battery outdoors, well away from anything that can burn, and do not touch, charge or move it while it is warm.\n- If it starts to smoke again, keep your distance and call the fire brigade.\n- Please ask your son to stop charging his SunCart 2 and to keep the battery out of the flat until we've got back to you.\n\nI've escalated your case (frame SC2-771034) to our product safety team, who will contact you today.",
  ],
  [
    'support/sup-061-printer-firmware-howto',
    'en',
    "Good evening Esteban,\n\nIt's great to hear that your Plotta 24 from 2018 is still going strong. Keeping the firmware on a stick is a wise idea.\n\nI'm checking with our technical team whether the file is still available and whether the manual exists in Spanish. Could you tell us the firmware version that the cutter shows when it starts (e.g. v2.1.4)?",
  ],
  [
    'general/gen-178-archivist-digitise-quote',
    'en',
    'Dear Mr Penfold,\n\nThank you for your letter. A collection of some 11,000 glass plate negatives, held by a society founded in 1848, deserves careful handling, and a damp vestry is certainly not the ideal place for it.\n\nOne of our colleagues would be glad to visit and inspect the material, steep stairs notwithstanding, so that you have our estimate before Michaelmas. Which weekdays would be convenient, and do you know the approximate sizes of the plates (e.g. whole plate, half plate)?',
  ],
  [
    'lead/lead-102-api-volume-pricing',
    'en',
    "Hi,\n\nThank you for your enquiry about API volumes. Pricing at that scale isn't on our website, since it depends on the number of calls per month and on peaks, so our sales engineers will prepare something tailored to you.\n\nA few questions to get it right: what's your expected volume in the first 6 and 12 months, do you need a guaranteed rate limit (requests per second), and is a 99.9 % SLA a must-have?",
  ],
  [
    'lead/lead-021-broken-english-cnc',
    'en',
    'Dear Mr. Vaghasiya,\n\nThank you for your enquiry about two VX-55 machines with 40-position tool changer and probe, CIF Mundra.\n\nOur export department will prepare a quotation for you, including delivery time in weeks and whether payment by L/C is possible. They will also inform you about service engineers and agents in India.\n\nTo prepare it correctly, please let us know:\n1. What size and weight are your typical moulds?\n2. Which control do you prefer (Heidenhain, Siemens or Fanuc)?\n3. When do you want to start production?',
  ],
  [
    'support/sup-004-torn-tent-seam',
    'en',
    "Hello Rowan,\n\nI'm sorry to hear that the seam of your Fjell 4 opened up on only its second night out. With no wind to speak of, that really shouldn't happen.\n\nThank you for the pictures and the order number (FO-20931). I've noted that you would rather have it repaired. Our service team will confirm where to send the tent and who covers the postage, so please don't send it off just yet.\n\nCould you tell us whether the 40 cm tear follows the stitching or whether the fabric itself has given way?",
  ],
  [
    'general/gen-154-disregard-invoice',
    'en',
    "Hi Pat,\n\nThanks for letting us know. We'll disregard invoice no. 7741 from Monday and use the corrected one (7741A.pdf) instead; I've passed it on to our finance team. Please don't worry about it, and say hello to your new colleague.",
  ],
  [
    'support/sup-027-wrong-size-return',
    'en',
    "Hi Kitty,\n\nI'm so sorry that we've sent you a 38 instead of a 39! We'll do our best to make sure you have the right pair in time for the wedding on the 28th.\n\nPlease hold on to the boots for a moment and don't use the label in the box yet: a colleague will check the stock in size 39 and tell you how to send the others back. Could you reply with your order number?",
  ],
  [
    'support/sup-042-licence-key-reinstall',
    'en',
    "Hi Matteo,\n\nSorry to hear about your laptop. I've asked our licensing team to free one of the two activations of your ToneRack 5 licence (the key ending in -Q7K2), so that you can install it on the new machine.\n\nYou'll get a short confirmation once that's done. Which operating system will you be using: Windows 11 or macOS?",
  ],
];
