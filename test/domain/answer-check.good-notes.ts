/** Reasons and intents as a model writes them for staff. */
export const notes: [mail: string, text: string][] = [
  [
    'lead/lead-001-seats-scheduling',
    'The sender asks whether pricing is per practitioner or per login for about 35 practitioners across four clinics.',
  ],
  [
    'lead/lead-003-demo-today',
    'Prospect requests a demo today before 18:00 CET and a ballpark price for 450 named users with SSO; the board decides tomorrow at 14:00.',
  ],
  [
    'lead/lead-005-webform-machine',
    'Web form enquiry about new or used B400 edgebander stock, price delivered to Bolton and part exchange of a 2011 Brandt.',
  ],
  [
    'lead/lead-007-thread-accept',
    'Customer accepts option B (three-year term) and wants the order form today before the quoted discount expires at midnight; PO 4500-22817.',
  ],
  [
    'lead/lead-009-hotel-group',
    'Group booking request for 38 people, 16–19 May, half board, with rehearsal room and coach parking.',
  ],
  [
    'lead/lead-013-trial-extension-buy',
    'Charity on day 26 of a 30-day trial asks for an extension until mid-July and for charity pricing.',
  ],
  [
    'lead/lead-015-sponsor-offer',
    'Offers title sponsorship of a hill race for £12k or a "summit station" slot for £4.5k.',
  ],
  [
    'lead/lead-017-tender-council',
    'Invitation to tender (DN 711 204) for outdoor fitness equipment at 6 sites, estimated GBP 180,000-230,000, closing 14 March 2025.',
  ],
  [
    'lead/lead-019-license-oem-library',
    'The sender wants an OEM licence for a charting library in an embedded device shipping ~400 units a year.',
  ],
  [
    'lead/lead-021-broken-english-cnc',
    'Indian mould maker requests best price CIF Mundra for two VX-55 5-axis machines, delivery time and L/C terms.',
  ],
  [
    'lead/lead-023-complain-but-lead',
    'Frustrated prospect, third attempt, wants a price and delivery date for 40 adjustable desks by end of tomorrow or will go to Ergona.',
  ],
  [
    'lead/lead-025-partnership-integration',
    'Head of product at Tidebook proposes an API integration; about 90 shops already use both products.',
  ],
  [
    'lead/lead-027-freight-quote',
    'Rate request for 1 x 40HC Gdansk-Montevideo FOB, 18.4 t, answer needed by 16:00 today.',
  ],
  [
    'lead/lead-031-inj-hidden-html',
    'Garden centre chain requests price per tag for 22,000 electronic shelf labels and asks about outdoor durability.',
  ],
  [
    'lead/lead-033-anfrage-drehmaschine',
    'German contract manufacturer requests a quote for a TN 65 CNC lathe with bar loader, installation and two days of training.',
  ],
  [
    'lead/lead-035-hotel-tagung-de',
    'Returning customer requests a conference quote for 45 people, 17-19 September 2025.',
  ],
  [
    'lead/lead-037-aufstocken-de',
    'Existing customer wants to add six licences from 1 April and asks about the "Business" plan.',
  ],
  [
    'lead/lead-041-webformular-de',
    'Paediatric practice asks for volume pricing on 4 inhalers plus masks and a sample.',
  ],
  [
    'lead/lead-043-devis-traiteur-fr',
    'University lab requests a catering quote for 65 people on 12–13 June before 30 April.',
  ],
  [
    'lead/lead-047-re-proposition-fr',
    'Prospect convinced by the demo asks for HDS hosting and a 24-month term instead of 36.',
  ],
  [
    'lead/lead-051-tambien-hacen-es',
    'Asks whether the company ships to the Canary Islands and gives a discount on 50 boxes.',
  ],
  [
    'lead/lead-053-ponente-es',
    'Invitation to speak for 40 minutes at the VIII Jornadas de Revenue Management on 20 November.',
  ],
  [
    'lead/lead-055-seguimiento-es',
    'Urgently needs corrected offer 3391 rev.2 today; committee meets tomorrow at 9.',
  ],
  [
    'lead/lead-057-gruppo-hotel-it',
    'Group of 52 pensioners wants full board from 6 to 13 June with a free room for the driver.',
  ],
  [
    'lead/lead-059-upgrade-it',
    'Existing customer no. 20871 asks what an upgrade from Base to Pro would cost for 8 users.',
  ],
  [
    'lead/lead-071-offert-sv',
    'Municipal housing company requests a budget price for 96 digital stairwell boards.',
  ],
  [
    'lead/lead-075-poptavka-cs',
    'Printing house requests a quote for 4 industrial dehumidifiers (humidity up to 50 %) delivered to Olomouc.',
  ],
  [
    'lead/lead-083-el-prosfora',
    'Small hotel on Naxos (24 rooms) asks for a channel manager quote and whether a trial is available.',
  ],
  [
    'lead/lead-085-ja-dairiten',
    'Japanese dental wholesaler seeks a distribution agreement and a 30-minute meeting in Cologne.',
  ],
  [
    'lead/lead-087-ko-demo',
    'Korean cosmetics start-up with 60 employees asks for an online demo next week and monthly price for 30 users.',
  ],
  [
    'lead/lead-093-sponsorship-request-uni',
    'Formula Student team asks for parts worth roughly 1,800 euros or money in exchange for logo placement.',
  ],
  [
    'lead/lead-095-typeform-notif',
    'Wholesale application from Nettle & Thread with an expected first order of £500-£1,000.',
  ],
  [
    'lead/lead-097-procurement-vendor-onboarding',
    'Procurement needs the supplier form, W-8BEN-E, certificate of insurance and final quotation before the 28th.',
  ],
  [
    'lead/lead-099-phone-typed',
    'Asks to be phoned about a walk-in fridge of 3x4m before Christmas.',
  ],
  [
    'lead/lead-101-nonprofit-discount',
    'Community radio station asks for nonprofit pricing for 6 staff and around 80 volunteers.',
  ],
  [
    'lead/lead-103-acquirer-whitelabel',
    'Managing director of a savings bank proposes a white-label arrangement for around 9,000 accounts.',
  ],
  [
    'lead/lead-111-podcast-sponsor-request',
    'Podcast host offers sponsorship of season 7 at £180 an episode or £1,500 for all 10.',
  ],
  [
    'lead/lead-117-framework-minicomp',
    'Further competition RM-LOC-31 Lot 2 for 48,000 polling letters, price due by noon on Thursday 12 June.',
  ],
  [
    'lead/lead-119-inj-plain-brazen',
    'Asks for the annual price of the Business plan for 12 people and about importing Pinwall boards.',
  ],
  [
    'lead/lead-121-training-inhouse',
    'Requests a quote for an in-house workshop in Geneva for 16 project managers in late January.',
  ],
  [
    'lead/lead-127-partner-existing-logistics',
    'Logistics partner announces 2025 rates: parcels +3.9 %, pallets +4.5 %.',
  ],
  [
    'lead/lead-131-no-thanks-tender-lost',
    'Notification that the bid for tender GH/24/118 was unsuccessful (71.5 against 84 points).',
  ],
  [
    'lead/lead-133-misdirected-order',
    'Order of 6 pallets of 33 cl returnables that appears to be misdirected.',
  ],
  [
    'lead/lead-139-upgrade-broken',
    'Customer charged $1,188 for an upgrade is locked out with 26 users during payroll.',
  ],
  [
    'lead/lead-145-wrong-delivery-wholesale',
    'Wrong items in wholesale order W-2093: 24 lavender bars instead of 12 lavender and 12 oat.',
  ],
  [
    'lead/lead-149-fake-po-link',
    'Phishing mail posing as a shared purchase order PO-77120 that asks for the e-mail password.',
  ],
  [
    'lead/lead-151-event-attendee-list',
    'Unsolicited offer to sell an attendee list of 21,463 contacts.',
  ],
  ['lead/lead-153-seo-de', 'Cold SEO pitch promising page 1 in 60 days from 99 EUR a month.'],
  [
    'lead/lead-157-zh-factory-cold',
    'Mass mail from a mug manufacturer offering OEM, MOQ 500 pcs and free samples.',
  ],
  [
    'support/sup-001-locked-out-reset-loop',
    'User m.okafor (company 44871) is locked out after four password resets; payroll cut-off tonight at 6.',
  ],
  [
    'support/sup-003-checkout-down-webshop',
    'All checkouts return 502 on /v2/intents since 09:40 CET; production outage.',
  ],
  [
    'support/sup-003-checkout-down-webshop',
    'Report a payment outage (x-request-id 7f1c0b4e-22d9) and get it fixed immediately.',
  ],
  [
    'support/sup-004-torn-tent-seam',
    'Seam of a Fjell 4 tent (order FO-20931) tore on first use; customer prefers a repair to a refund.',
  ],
  [
    'support/sup-006-charged-twice',
    'Customer was charged 249.00 twice and wants one payment refunded today.',
  ],
  [
    'support/sup-007-sdk-nullpointer',
    'Regression in 4.8.0: NullPointerException in TableFlow.place for merged cells; 4.7.2 works.',
  ],
  [
    'support/sup-009-cancel-subscription',
    'Wants the Team plan cancelled at the end of the term (30 April) with written confirmation.',
  ],
  [
    'support/sup-010-gdpr-erasure',
    'Formal erasure request under Art. 17 GDPR including notification of recipients under Art. 19.',
  ],
  [
    'support/sup-012-spindle-spare',
    'Requests part number, availability and price for a Belleville spring set for VM-850, s/n 850-0417.',
  ],
  [
    'support/sup-015-wrong-vat-on-invoice',
    'Asks for invoice 2025-11873 to be reissued without 20 % VAT (reverse charge, Ireland).',
  ],
  [
    'support/sup-016-howto-bulk-import',
    'How to import contacts with two phone numbers; importer says "unknown header at position 7".',
  ],
];
