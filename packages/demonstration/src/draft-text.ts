/** The eleven suggestions from which the product began, in their order: F1 is people first, F11 the voice of all. */
export const SUGGESTIONS = ['F1', 'F2', 'F3', 'F4', 'F5', 'F6', 'F7', 'F8', 'F9', 'F10', 'F11'] as const;
export type Suggestion = (typeof SUGGESTIONS)[number];

/**
 * The text under negotiation in the exercise, in our own words. It covers the eleven suggestions; `ANSWERS` says which
 * paragraph answers which. What stands in brackets is not agreed.
 */
export const DRAFT_TEXT = `# Draft declaration on the governance of artificial intelligence for the benefit of all

The Conference,

Recognizing that artificial intelligence opens new ways to sustainable development in health, education, agriculture, climate action and public administration, and that its risks cross every border and exceed what any State can manage alone,

Affirming that the governance of artificial intelligence is a common task of humanity, and that it must give equal weight to development and to security,

Guided by the purposes and principles of the Charter of the United Nations, and reaffirming that international law applies to every use of artificial intelligence,

Reaffirming the sovereign equality of all States, whatever their size, strength or social system, and their equal right to develop artificial intelligence and to benefit from it,

Deeply concerned that most countries lack the computing capacity, the data and the trained people on which a fair share in those benefits depends, and that the divide is growing,

Concerned that systems put into service without assessment can discriminate, deceive, intrude upon private life and escape the control of those who answer for them,

Stressing that human beings and their institutions remain responsible for decisions that affect life, rights and dignity, and that this responsibility cannot be handed to a machine,

Acknowledging the value of open knowledge, open-source software and open standards for participation on an equal footing, [as well as the need to manage the risks of releasing the most capable models,]

Welcoming the contribution of Governments, international organizations, companies, research institutes, civil organizations and individuals to a governance that rests on extensive consultation,

Determined to reach the broadest consensus through dialogue, step by step, on the basis of evidence and with respect for differences among countries,

## People and sustainable development

1. Declares that artificial intelligence [shall][should] be designed, developed and used for people, to increase human well-being and to advance sustainable development in its economic, social and environmental dimensions;

2. Encourages States to direct public support for artificial intelligence towards the needs that markets serve least, in particular:

(a) Primary health care, nutrition and education;

(b) Early warning of disasters, protection of biodiversity and action on climate change;

(c) Languages and cultures with few digital resources;

## Sovereignty and peaceful use

3. Calls upon States and providers to respect the sovereignty and the law of the States in which systems and services of artificial intelligence are offered;

4. Condemns the use of artificial intelligence to manipulate public opinion, to spread disinformation or to interfere in the internal affairs of States, and calls for measures [, consistent with freedom of expression,] that allow people to recognize generated content;

5. Urges States to use artificial intelligence for peaceful purposes, to act with prudence and restraint in its military use, [to keep every use of force under meaningful human control,] and to review new means and methods in the light of international humanitarian law;

6. Urges States to prevent and to prosecute the misuse of artificial intelligence by terrorists and criminal groups, and to assist one another in doing so [, in accordance with national law];

## Equal footing and shared knowledge

7. Encourages States to share knowledge and to make the results of publicly funded research available under open-source licences [, where appropriate,] with the documentation that others need to study, test and adapt them;

8. Opposes the formation of exclusive groups, and the use of technological monopolies or of [unilateral] coercive measures to obstruct the development of artificial intelligence in other countries;

## Testing and assessment by level of risk

9. Decides to establish a scale of minimal, limited, high and unacceptable risk, and to manage systems by level and by category, with procedures agile enough to follow the technology and predictable for those whom they bind;

10. Decides also that a system of high risk [shall][should] be tested and assessed before it is put into service and at regular intervals thereafter [, by a body independent of its provider];

11. Requests those who develop and operate systems of high risk:

(a) To explain decisions to the persons affected in a language that they understand;

(b) To keep the records that review, monitoring and tracing require;

(c) To ensure effective human control at all times, including the ability to stop the system;

## Rights of persons and ethics

12. Reaffirms the right to privacy, calls upon States to protect personal data by law at every stage of research, development and use, and condemns the theft, falsification, leaking and other unlawful collection of personal information;

13. Calls upon all actors to prevent discrimination on grounds of ethnicity, belief, nationality, gender, age, disability or other status in the choice of data, in design and in use;

14. Decides that ethics come first, and that work likely to lead to systems of high risk [shall][should] undergo ethics review by persons who have no part in it and no interest in its outcome;

15. Invites States to lay down in law who is accountable for harm caused by a system of artificial intelligence, which remedies are open to those harmed, and where the powers of those who operate the system end;

## Participation and method

16. Decides that norms under the present declaration shall be prepared with the participation of all stakeholders, adopted by consensus and developed gradually, from principles to standards, in the light of assessments of risk;

17. Invites States to communicate their policies, to exchange best practices and to respect that national circumstances may call for different measures;

18. Encourages the use of technology in the governance of artificial intelligence itself, in order to assess risks, to detect misuse and to support those who supervise;

## Capacity, institution and review

19. Decides to increase the representation and the voice of developing countries in every body established under the present declaration [, in which they shall hold no less than half of the seats];

20. Urges States and others in a position to do so to assist developing countries, at their request, through:

(a) Access to shared computing capacity and data on fair terms;

(b) Training of officials, engineers, teachers and judges;

(c) Support to national institutions for testing and oversight;

21. Supports the establishment, within the framework of the United Nations, of an international institution to coordinate the governance of artificial intelligence and to close the gap in capacity [, financed from [assessed][voluntary] contributions];

22. Invites States to report every two years on the measures that they have taken and on the assistance that they have given or received, and requests the Secretariat to make a summary public;

23. Decides to review the present declaration [two][four] years after its adoption and regularly thereafter, in the light of the development of the technology and of the reports received.
`;

/** Which suggestions a paragraph answers, by its label. */
export const ANSWERS: Readonly<Record<string, readonly Suggestion[]>> = {
  PP1: ['F1'],
  PP2: ['F1'],
  PP3: ['F3'],
  PP4: ['F4', 'F11'],
  PP5: ['F11'],
  PP6: ['F5', 'F6', 'F7'],
  PP7: ['F5', 'F8'],
  PP8: ['F4'],
  PP9: ['F9'],
  PP10: ['F9'],
  OP1: ['F1'],
  OP2: ['F1', 'F11'],
  OP3: ['F2'],
  OP4: ['F2', 'F10'],
  OP5: ['F3'],
  OP6: ['F3'],
  OP7: ['F4'],
  OP8: ['F4'],
  OP9: ['F5'],
  OP10: ['F5'],
  OP11: ['F5'],
  OP12: ['F6'],
  OP13: ['F7'],
  OP14: ['F8'],
  OP15: ['F8'],
  OP16: ['F9'],
  OP17: ['F9'],
  OP18: ['F10'],
  OP19: ['F11'],
  OP20: ['F11'],
  OP21: ['F9', 'F11'],
  OP22: ['F9', 'F11'],
  OP23: ['F5', 'F9'],
};
