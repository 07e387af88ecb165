import type { Letter } from './letter.ts';

export const pt: Letter = {
  greeting: { named: 'Olá, {name},', unnamed: 'Olá,' },
  about: ' sobre “{subject}”',
  noSubject: 'A sua mensagem',
  thanks: 'Agradecemos a sua mensagem{about}.',
  thanksToUs: 'Agradecemos a sua mensagem a {us}{about}.',
  again: 'Obrigado por voltar a escrever-nos{about}.',
  company: 'É bom receber notícias de {company}.',
  lead: {
    understood: {
      pricing: 'Gostaria de saber quanto custa o nosso produto.',
      demo: 'Gostaria de ver o produto em funcionamento.',
      procurement: 'Está a comparar fornecedores e gostaria da nossa participação.',
      interest: 'Está a considerar o nosso produto e gostaria de saber mais.',
      partnership: 'Gostaria de explorar uma parceria.',
      stage: 'Convida-nos a participar no seu evento ou programa.',
      funding: 'Gostaria de falar sobre financiamento ou investimento.',
      other: 'Ficamos contentes por ter pensado em nós.',
    },
    next: 'O melhor seria falarmos numa breve chamada; que dias seriam convenientes?',
    askBuyer:
      'Para a preparar, poderia dizer-nos quantas pessoas usariam o produto e para quando precisa dele?',
    askPartner:
      'Para a preparar, poderia contar-nos um pouco mais sobre a sua ideia e quando deveria começar?',
  },
  support: {
    sorry: 'Lamento o incómodo.',
    understood: {
      problem: 'Se entendi bem, algo não está a funcionar como deveria.',
      login: 'Se entendi bem, está com dificuldade em entrar na sua conta.',
      billing:
        'Se entendi bem, a sua questão é sobre uma fatura, um pagamento ou a sua assinatura.',
      data: 'Se entendi bem, o seu pedido é sobre os seus dados ou a sua conta.',
      other: 'Se entendi bem, precisa de ajuda com o nosso produto.',
    },
    ask: {
      problem:
        'Poderia dizer-nos quando aconteceu, o que fez imediatamente antes e o texto exato de alguma mensagem de erro?',
      login:
        'Poderia indicar-nos o endereço com que entra e o que vê ao tentar? Por favor, não nos envie a sua senha.',
      billing:
        'Poderia indicar-nos o número e a data da fatura ou do pagamento? Por favor, não nos envie dados de cartão.',
      data: 'Poderia dizer-nos de que conta se trata, para confirmarmos que o pedido vem do titular?',
      other: 'Poderia descrever o que pretende fazer e o que vê em vez disso?',
    },
    next: 'Entretanto, a nossa equipa está a analisar a sua mensagem.',
  },
  general: {
    job: 'Encaminho a sua mensagem aos colegas responsáveis pelas candidaturas.',
    press:
      'Encaminho o seu pedido aos colegas responsáveis pela imprensa. Para quando precisa de uma resposta?',
    invoice: 'Encaminho a sua mensagem aos colegas da contabilidade.',
    thanks: 'Foi muito gentil em escrever; vou partilhar as suas palavras com a equipa.',
    study: 'Encaminho o seu pedido à pessoa que melhor pode dizer se podemos participar.',
    other: 'Encaminho-a à pessoa certa, que responderá se for necessário.',
  },
};
