/** To a labelled mail of eval/training; there is nothing wrong with it. */
type GoodReply = [mail: string, language: string, body: string];

/** The same in other languages. */
export const others: GoodReply[] = [
  [
    'lead/lead-033-anfrage-drehmaschine',
    'de',
    'Sehr geehrter Herr Rebstock,\n\nvielen Dank für Ihre Anfrage und die beiden Zeichnungen (Welle_4711-03_Rev_C.pdf und Buchse_88-12.pdf).\n\nSie suchen eine CNC-Drehmaschine mit Gegenspindel und Stangenlader, Durchlass mind. 65 mm, für Werkstoffe wie 1.4404 und 42CrMo4 und Losgrößen von 50 bis 2.000. Unser Vertrieb erstellt Ihnen ein Angebot für die TN 65 inkl. Aufstellung, zweitägiger Einweisung und Späneförderer.\n\nBis wann benötigen Sie die Maschine, und steht am Aufstellort ein Kran zur Verfügung?',
  ],
  [
    'lead/lead-035-hotel-tagung-de',
    'de',
    'Guten Tag Frau Hölscher,\n\nschön, dass Sie nach 2023 wieder zu uns kommen möchten! Gerne prüfen wir den Zeitraum vom 17. bis 19. September 2025 für 45 Einzelzimmer, den Tagungsraum mit parlamentarischer Bestuhlung und einen Gruppenraum.\n\nDas Angebot mit Tagungspauschale erhalten Sie bis Ende nächster Woche. Für das Abendprogramm am 18. fragen wir die Hütte an, und auch der Wunsch des Betriebsrats nach mehr vegetarischer Auswahl ist notiert. Wann möchten Sie am Mittwoch beginnen, z. B. um 10:00 Uhr oder erst nach dem Mittagessen?',
  ],
  [
    'support/sup-066-rechnung-falsche-adresse',
    'de',
    'Sehr geehrte Frau Holzapfel,\n\nbitte entschuldigen Sie, dass auf der Rechnung RE-24-09917 noch Ihre alte Firmierung (Gebr. Holzapfel OHG) steht. Ich habe unsere Buchhaltung gebeten, die Rechnung zu stornieren und neu auszustellen, und zwar auf:\n\nHolzapfel Fensterbau GmbH\nAm Sägewerk 3\n\nWenn sich auch die USt-IdNr. geändert hat, teilen Sie uns diese bitte kurz mit, damit es mit der Vorsteuer keinen Ärger gibt.',
  ],
  [
    'support/sup-142-presales-maschine-ersatz',
    'de',
    'Guten Tag Herr Achleitner,\n\nvielen Dank für Ihre Anfrage. Eine Abkantpresse Bj. 1994 hat sich ihren Ruhestand wohl verdient!\n\nUnsere Anwendungstechnik prüft, ob Ihre vorhandenen Werkzeuge (Aufnahme Typ A, 835 mm) auf unseren Maschinen eingesetzt werden können. Falls ja, erhalten Sie ein Angebot für eine Maschine mit 3 m / 100 t samt Lieferzeit. Könnten Sie uns ein Foto der Aufnahme schicken und sagen, welche Blechstärken Sie hauptsächlich kanten?',
  ],
  [
    'lead/lead-037-aufstocken-de',
    'de',
    'Hallo Frau Staudinger,\n\nvielen Dank für Ihre Nachricht, und willkommen an die sechs Kolleginnen aus Graz!\n\nSie haben derzeit das Team-Paket mit 10 Lizenzen und möchten ab 1.4. auf 16 aufstocken. Unser Vertrieb rechnet Ihnen beides durch, d. h. die Aufstockung und den Wechsel zu Business, und sagt Ihnen auch, ob es ab 15 Nutzern eine andere Staffel gibt. Werden die Kolleginnen alle Funktionen brauchen oder nur lesen?',
  ],
  [
    'support/sup-082-api-erreur-500-fr',
    'fr',
    "Bonjour Youssef,\n\nMerci pour ce signalement très précis : GET /v1/stocks?depot=3 renvoie une erreur 500 (« division by zero », trace a71f-09) depuis la mise en production de mardi, alors que les dépôts 1, 2 et 4 répondent normalement.\n\nVotre hypothèse d'un dépôt vide paraît plausible ; je l'ai transmise à nos développeurs. Nous vous préviendrons dès que l'appel pourra être réactivé.",
  ],
  [
    'support/sup-079-chambre-modifier-dates',
    'fr',
    "Bonjour Monsieur Fauvel,\n\nMerci pour votre message. Pour votre réservation CG-207 (chambre « Glycine », du 10 au 13 juillet), nous vérifions s'il est possible d'arriver dès le 9 et d'ajouter un lit pour votre petite-fille de 6 ans. Si ce n'est pas le cas, votre réservation reste bien entendu inchangée.",
  ],
  [
    'support/sup-076-site-inaccessible',
    'fr',
    "Bonjour Monsieur Belhadj,\n\nJe suis sincèrement désolé : un site inaccessible depuis 6 h le premier jour des soldes, c'est le pire moment, et votre ticket de 6 h 20 aurait dû recevoir une réponse.\n\nJ'ai transmis votre message en urgence à notre équipe technique d'astreinte (erreur 503) et demandé que l'on vous rappelle immédiatement au numéro indiqué. Avez-vous modifié quelque chose hier soir, par exemple un module ou le DNS ?",
  ],
  [
    'lead/lead-043-devis-traiteur-fr',
    'fr',
    "Bonjour Madame Vuillermoz,\n\nMerci beaucoup pour votre demande. Nous avons bien noté les éléments suivants :\n\n- séminaire les 12 et 13 juin à Annecy ;\n- deux déjeuners pour 65 couverts, dont une dizaine de végétariens ;\n- un cocktail dînatoire le premier soir ;\n- vaisselle et service compris.\n\nNotre équipe vous adressera un devis détaillé avant le 30 avril. Pourriez-vous nous préciser le lieu exact et s'il dispose d'une cuisine ?",
  ],
  [
    'support/sup-075-commande-pas-recue',
    'fr',
    "Bonjour Madame Lecomte,\n\nJe suis désolée que votre coffret de thés (commande n° 88214) soit toujours « en cours d'acheminement » après neuf jours, d'autant plus qu'il s'agit d'un cadeau d'anniversaire.\n\nJ'ai demandé à notre service logistique d'ouvrir une enquête auprès du transporteur et de voir si un nouveau coffret peut partir entre-temps. Pour quelle date en auriez-vous besoin, et l'adresse de livraison est-elle bien la vôtre ?",
  ],
  [
    'support/sup-087-factura-rectificativa',
    'es',
    'Estimada Sra. Quintanilla:\n\nGracias por su mensaje y por el albarán (albaran_3391.pdf). En la factura F-2025/0418 figuran 12 unidades y ustedes recibieron 10.\n\nLo he trasladado a nuestro departamento de administración, que le confirmará si emitimos la factura rectificativa o enviamos las dos barricas que faltan. Disculpe las molestias.',
  ],
  [
    'support/sup-084-maquina-parada',
    'es',
    'Buenos días, Joaquín:\n\nLamentamos mucho la parada. He avisado a nuestro servicio técnico con carácter urgente: plegadora PH-3200 (n.º de serie 3200-119), parada desde ayer por la tarde con la alarma «A07 presión insuficiente» al iniciar la bajada; nivel de aceite y filtro ya comprobados.\n\nLes hemos indicado que la máquina está en garantía y que su pedido sale el viernes. Un técnico les llamará para ver si puede ir hoy o mañana a primera hora. ¿Qué presión marca el manómetro?',
  ],
  [
    'lead/lead-052-demo-mexico-es',
    'es',
    'Estimado cliente:\n\nGracias por escribirnos. Con gusto podemos organizar una demostración en línea de 30 minutos. ¿Le vendría bien el jueves a las 11:00 o el viernes a las 16:30 (hora de Ciudad de México)?\n\nNos ayudaría saber cuántas personas usarían el sistema y qué herramienta utilizan actualmente (Excel, un ERP, etc.).',
  ],
  [
    'support/sup-088-app-latam-pagos',
    'es',
    'Hola, Gabriela:\n\nLamento mucho lo que está pasando, y más cuando mañana tienes que pagar sueldos. Ya pasé tu caso con prioridad alta al equipo de pagos: cuenta 20991, 43 ventas con QR "aprobadas" desde ayer que no aparecen en el saldo.\n\n¿Me podrías mandar una captura de una de las ventas, con fecha y hora? Te va a contestar una persona, no el chat.',
  ],
  [
    'lead/lead-053-ponente-es',
    'es',
    'Estimada Sra. Saura:\n\nLe agradecemos mucho la invitación a las VIII Jornadas de Revenue Management, el 20 de noviembre en Cartagena. Una ponencia de 40 minutos sobre precios dinámicos ante unos 180 directores y propietarios resulta muy atractiva.\n\nHe trasladado su propuesta a la Sra. Ibarra, que le responderá personalmente. ¿Hasta qué fecha necesitan la confirmación?',
  ],
  [
    'support/sup-094-firmware-drone',
    'it',
    "Ciao Pietro,\n\ngrazie per la segnalazione e per il log di volo (flight_0412.csv). Capisco che dopo l'aggiornamento 1.9 il gimbal del tuo Falco 2 vibri in hovering, nonostante tre calibrazioni dell'IMU.\n\nHo passato tutto al team tecnico, che guarderà il log dal minuto 4 e ti dirà se si può tornare alla 1.8. Succede anche senza vento e con le eliche nuove?",
  ],
  [
    'general/gen-094-italian-fattura',
    'it',
    'Ciao Ettore,\n\ngrazie, abbiamo ricevuto la fattura 118/25 per la manutenzione del muletto (fatt_118_25.pdf). La passo a Sabrina, che ti conferma se il codice destinatario è sempre lo stesso.',
  ],
  [
    'lead/lead-059-upgrade-it',
    'it',
    'Ciao Elisa,\n\ngrazie del messaggio! Oggi avete il piano Base per 8 utenti (cliente n. 20871) e vorreste passare al Pro con la fatturazione elettronica e un secondo magazzino.\n\nGiro la richiesta al nostro team commerciale, che ti dirà la differenza e se il secondo magazzino è compreso. Da quando vorreste partire?',
  ],
  [
    'lead/lead-062-reseller-nl',
    'nl',
    'Goedemiddag,\n\nBedankt voor uw interesse in een partnerschap. Onze partnermanager neemt contact met u op om kennis te maken en de mogelijkheden te bespreken.\n\nKunt u ons alvast laten weten in welke regio u actief bent, hoeveel klanten u bedient en met welke systemen (bijv. Exact, AFAS of Microsoft 365) u werkt?',
  ],
  [
    'support/sup-096-opzeggen',
    'nl',
    'Hoi Femke,\n\nJammer, maar duidelijk! Je opzegging per volgend kwartaal (lidnr 4471) is doorgegeven aan de ledenadministratie; je krijgt daar een bevestiging van. En nee, we sturen je geen aanbieding ;-)',
  ],
  [
    'general/gen-208-bedankt-stage',
    'nl',
    'Lieve Noor,\n\nDank je wel voor alles, en vooral voor de vlaai! Ruud heeft je de 3.000 flyers allang vergeven. We wensen je heel veel succes met je studie en hopen je nog eens te zien.',
  ],
  [
    'support/sup-144-presales-does-it-fit',
    'pt',
    'Bom dia, Rui,\n\nObrigado pela pergunta! Vou confirmar com a equipa técnica se o suporte de parede serve para uma televisão de 75 polegadas com 42 kg e furação VESA 600x400. Sabe-nos dizer também se a parede é de tijolo ou de pladur? Temos tempo até ao Natal.',
  ],
  [
    'support/sup-100-sistema-fora',
    'pt',
    'Olá, Daniela!\n\nSentimos muito pelo transtorno. Já acionamos o suporte com urgência: PDV fora do ar nas 5 lojas desde 11h20, com a mensagem "sem comunicação com servidor" e internet funcionando.\n\nAlguém vai te ligar em seguida no número que você passou. Enquanto isso, o modo offline dos caixas aparece disponível?',
  ],
  [
    'support/sup-099-encomenda-partida',
    'pt',
    'Boa tarde, Graça,\n\nLamentamos que a jarra da encomenda PT-6620 tenha chegado partida e agradecemos a fotografia (foto1.jpg).\n\nJá informámos a nossa equipa, que vai verificar se temos outra igual em stock. Se já não houver, falaremos consigo sobre a devolução do dinheiro. Por favor, guarde a embalagem por enquanto.',
  ],
  [
    'support/sup-103-faktura-korekta-pl',
    'pl',
    'Dzień dobry Pani Agnieszko,\n\nprzepraszamy za błąd w numerze NIP na fakturze FV/311/05. Przekazałem zgłoszenie do działu księgowości, który wystawi korektę i prześle ją na ten adres. Czy mogłaby Pani podać pełny, prawidłowy NIP?',
  ],
  [
    'lead/lead-070-polecenie-pl',
    'pl',
    'Dzień dobry,\n\nbardzo dziękujemy za polecenie, to dla nas najlepsza rekomendacja! Chętnie opowiemy o naszej usłudze podczas krótkiej rozmowy, np. w czwartek o 14:00. Ile osób miałoby korzystać z systemu?',
  ],
  [
    'support/sup-106-inloggning-bankid-sv',
    'sv',
    'Hej Jocke!\n\nTack för att du hör av dig. Du får upp "användaren finns inte" efter bytet till ny telefon, fast du har varit medlem sedan 2019. Supporten kollar om kontot går att koppla om. Har du bytt Mobilt BankID eller telefonnummer samtidigt?',
  ],
  [
    'support/sup-105-reklamation-sv',
    'sv',
    'Hej Gunnel!\n\nTråkigt att höra att ett av benen på din fåtölj har lossnat. Vår kundtjänst tittar på om vi kan skicka ett nytt ben eller om det är bättre att du lämnar in den i butiken i Borås (ordernummer 40 118). Skulle du kunna mejla en bild på limfogen?',
  ],
  [
    'support/sup-108-server-nedbrud-dk',
    'da',
    'Hej Asger\n\nDet beklager vi meget, især når der skal sendes billetter til koncerten i aften. Vagten er allerede orienteret om, at I har fået 503 på hele platformen siden kl. 9, og en kollega ringer til dig med det samme.',
  ],
  [
    'lead/lead-073-tilbud-da',
    'da',
    'Hej Susanne\n\nTak for din mail, og godt at høre, at I vil gå videre med de to robotceller til pakkeriet.\n\nJeg har sendt den videre til Mette, som laver et tilbud med og uden visionmodulet og kontakter dig om en gennemgang på fabrikken i uge 12. Mål og strømforbrug til Flemming kommer med. Hvilke dage passer jer bedst?',
  ],
  [
    'lead/lead-074-no-gruppe',
    'no',
    'Hei!\n\nTakk for henvendelsen om gruppebestilling. Jeg har sendt den videre til bookingen vår, som sjekker ledige datoer og kommer tilbake til deg med et tilbud. Hvor mange blir dere, og har noen i gruppen allergier?',
  ],
  [
    'lead/lead-075-poptavka-cs',
    'cs',
    'Dobrý den, pane inženýre,\n\nděkujeme za Vaši poptávku 4 ks průmyslových odvlhčovačů do skladu papíru o objemu 2 600 m3 s požadovanou vlhkostí do 50 %.\n\nPředal jsem ji našemu obchodnímu oddělení, které Vám připraví nabídku včetně dopravy do Olomouce a sdělí, zda je možné zařízení na měsíc vyzkoušet. Jaká je průměrná teplota ve skladu?',
  ],
  [
    'support/sup-109-reklamace-cz',
    'cs',
    'Dobrý den, pane Šimku,\n\nmrzí nás, že se Vám po prvním plavání dostala pod sklíčko hodinek voda (obj. 9920114). Fotku jsem předal reklamačnímu oddělení, které Vám sdělí další postup a také to, zda můžete hodinky přinést na prodejnu v Brně.',
  ],
  [
    'support/sup-113-sovellus-fi',
    'fi',
    'Hei,\n\nkiitos ilmoituksesta, ja pahoittelut häiriöstä. Tukitiimimme selvittää asiaa. Kertoisitko vielä puhelimesi mallin, käyttöjärjestelmän version (esim. Android 14 tai iOS 17.4) ja sovelluksen version?',
  ],
  [
    'support/sup-112-lasku-fi',
    'fi',
    'Hei Päivi,\n\nkiitos viestistäsi. Pahoittelemme, että lasku nro 100294 on tullut teille kahteen kertaan. Olen pyytänyt laskutustamme varmistamaan, kumpaa käytetään, ja lopettamaan paperilaskut kokonaan.',
  ],
  [
    'support/sup-114-garantie-ro',
    'ro',
    'Bună ziua, domnule Munteanu,\n\nNe pare rău că centrala termică (seria CT-24-5518) afișează eroarea F28 de două ori pe săptămână. Am anunțat serviciul tehnic, care vă va contacta pentru a stabili o vizită, preferabil după ora 16. Ce presiune indică manometrul?',
  ],
  [
    'lead/lead-079-oferta-ro',
    'ro',
    'Bună ziua, doamnă doctor Mureșan,\n\nVă mulțumim pentru interesul acordat. Am transmis solicitarea dumneavoastră (două aparate de terapie cu unde de șoc, eventual în leasing) colegilor de la vânzări, care vă vor trimite o ofertă și vă vor spune dacă instruirea poate avea loc la sediul din Cluj și cât durează livrarea.\n\nCând doriți să puneți aparatele în funcțiune?',
  ],
  [
    'lead/lead-080-arajanlat-hu',
    'hu',
    'Tisztelt Hölgyem/Uram!\n\nKöszönjük érdeklődését. Ajánlatkérését továbbítottuk értékesítő kollégánknak, aki két munkanapon belül felveszi Önnel a kapcsolatot. Kérjük, írja meg, hány fő használná a rendszert és mikor szeretnék bevezetni.',
  ],
  [
    'support/sup-115-visszateritest-hu',
    'hu',
    'Tisztelt Szabó Ildikó!\n\nKöszönjük, hogy jelezte a problémát, és elnézését kérjük a kellemetlenségért. Megkeresését továbbítottuk a pénzügyi osztálynak, amely megvizsgálja a tegnapi levonást, és írásban válaszol Önnek a visszautalással és a kártyaadatok törlésével kapcsolatban.',
  ],
  [
    'support/sup-111-hesap-kapandi-tr',
    'tr',
    "Sayın Serkan Aydın,\n\nYaşadığınız sorun için üzgünüz. Hesabınızın askıya alınmasıyla ilgili mesajınızı ve dekontu (dekont.pdf) acil olarak finans ve destek ekiplerimize ilettim. Bugün 200'e yakın paketin çıkacağını özellikle belirttim. Ekip en kısa sürede size dönecek.",
  ],
  [
    'lead/lead-077-bayilik-tr',
    'tr',
    "Merhaba,\n\nİlginiz için teşekkür ederiz. İzmir'de bayilik konusunu satış ekibimize ilettim; yılda yaklaşık 400 cihaz montajı yaptığınızı da belirttim. Ekibimiz şartlarla ilgili olarak sizinle iletişime geçecek. Dükkanınızın adresini ve vergi levhasını paylaşabilir misiniz?",
  ],
  [
    'lead/lead-081-uk-zapyt',
    'uk',
    'Доброго дня, пані Оксано!\n\nДякуємо за Ваш запит щодо системи контролю температури для мережі з 17 аптек. Ми передали його відділу продажів, який підготує комерційну пропозицію на 60 датчиків та відповість, чи є абонплата і як система працює під час відключень світла.\n\nПідкажіть, будь ласка, чи є в аптеках Wi-Fi?',
  ],
  [
    'support/sup-116-ne-pratsiuie-uk',
    'uk',
    "Доброго дня!\n\nПерепрошуємо за незручності. Ми вже передали Ваше повідомлення службі підтримки. Напишіть, будь ласка, яка помилка з'являється на екрані та о котрій годині це сталося вперше.",
  ],
  [
    'support/sup-117-vozvrat-ru',
    'ru',
    'Здравствуйте, Тамара!\n\nНам очень жаль, что куртка (заказ 30-5512) пришла с дефектом молнии. Мы передали ваше обращение в отдел возвратов: коллеги проверят, есть ли такая же куртка для обмена, и сообщат, кто оплачивает обратную пересылку. Пришлите, пожалуйста, фото дефекта.',
  ],
  [
    'lead/lead-082-ru-dealer',
    'ru',
    'Здравствуйте!\n\nБлагодарим вас за интерес к сотрудничеству. Ваше письмо передано руководителю отдела по работе с дилерами, он свяжется с вами в ближайшие дни. Подскажите, пожалуйста, в каких регионах вы работаете и какие объёмы планируете в первый год?',
  ],
  [
    'support/sup-118-kratisi-el',
    'el',
    'Καλησπέρα σας κυρία Παπαδήμα,\n\nΣας ευχαριστούμε για το μήνυμά σας και ευχόμαστε περαστικά στη μητέρα σας. Για την κράτησή σας με αρ. 2281 (14-17) ελέγχουμε αν υπάρχει διαθέσιμο δωμάτιο στο ισόγειο και θα σας απαντήσουμε το συντομότερο.',
  ],
  [
    'lead/lead-083-el-prosfora',
    'el',
    'Καλησπέρα σας κυρία Δετοράκη,\n\nΣας ευχαριστούμε για το ενδιαφέρον σας. Προώθησα το αίτημά σας στο τμήμα πωλήσεων, το οποίο θα σας στείλει προσφορά για το channel manager μαζί με τη μηχανή κρατήσεων για 24 δωμάτια και θα σας ενημερώσει αν υπάρχει δοκιμαστική περίοδος.\n\nΠοιο PMS χρησιμοποιείτε σήμερα;',
  ],
  [
    'lead/lead-085-ja-dairiten',
    'ja',
    'ナニワデンタル\n藤井様\n\nお世話になっております。ご連絡いただきありがとうございます。\n光重合器の日本国内代理店契約の件、海外営業の責任者に申し伝えました。西日本を中心に約850の歯科医院とお取引があり、薬事承認の手続きも自社でご対応可能とのこと、大変心強く存じます。\n来月のケルンの展示会にて30分ほどお時間をいただけるよう調整いたします。ご都合のよい日時を2、3お知らせください。',
  ],
  [
    'support/sup-120-henpin-ja',
    'ja',
    '山口様\n\nお問い合わせいただきありがとうございます。\nご購入いただいたコーヒーミル(注文番号 JP-20918)のモーターが回らないとのこと、ご迷惑をおかけし申し訳ございません。\n交換または修理につきましては、担当部署にて保証状況を確認のうえ、送り先とあわせてご案内いたします。それまで商品はお手元に保管をお願いいたします。',
  ],
  [
    'support/sup-121-fapiao-zh',
    'zh',
    '刘女士：\n\n您好！非常抱歉，合同号 LC-2205 的增值税发票抬头有误。我已将此事转给财务部，请他们核实后作废并重新开具，寄到原地址。\n为确保无误，请您再提供一次完整的公司名称和税号。谢谢！',
  ],
  [
    'lead/lead-086-zh-xunjia',
    'zh',
    '您好：\n\n感谢您的询价。我已将您的需求转交给销售同事，他们会尽快为您准备报价，并告知交货期和付款方式。\n请问您预计的年采购量是多少？是否需要先看样品？',
  ],
  [
    'support/sup-122-app-zh-hant',
    'zh-Hant',
    '您好：\n\n感謝您的來信，造成不便深感抱歉。我們已將問題轉交給技術團隊。請問您使用的手機型號、系統版本（例如 iOS 17.4）以及 App 版本為何？若方便，也請附上畫面截圖。',
  ],
  [
    'support/sup-123-hwanbul-ko',
    'ko',
    "박지은 님, 안녕하세요.\n\n유아 의자(주문번호 2039-118)의 다리가 휘어진 상태로 배송되어 불편을 드려 죄송합니다. 교환 신청이 일주일째 '접수 대기'로 표시되는 부분도 담당 부서에 확인을 요청했습니다. 제품 사진을 한 장 보내 주시면 처리에 도움이 됩니다.",
  ],
  [
    'lead/lead-087-ko-demo',
    'ko',
    '박지훈 님, 안녕하세요.\n\n저희 솔루션에 관심을 가져 주셔서 감사합니다. 다음 주 중 온라인 데모가 가능하도록 영업팀에 전달하였습니다. 30명 기준 월 이용료와 스마트스토어 연동 여부도 함께 안내해 드리겠습니다.\n\n편하신 요일과 시간대를 두세 가지 알려 주시겠어요?',
  ],
  [
    'support/sup-124-hisab-ar',
    'ar',
    'السلام عليكم أستاذ فهد،\n\nنأسف لما حدث. لقد أبلغنا فريق الأمن بشكل عاجل عن اختراق حساب متجر بيت العود (رقم العميل 55190) وطلبنا منه تجميد الحساب وإيقاف التحويلات حتى التحقق من الهوية. سيتواصل معكم أحد الزملاء مباشرة.',
  ],
  [
    'lead/lead-088-ar-asar',
    'ar',
    'السلام عليكم ورحمة الله،\n\nشكراً جزيلاً على تواصلكم معنا واهتمامكم بمنتجاتنا. لقد أحلت طلبكم إلى فريق المبيعات، وسيتواصل معكم في أقرب وقت. هل يمكنكم إخبارنا بالكمية المطلوبة وموعد التسليم المفضل؟',
  ],
];
