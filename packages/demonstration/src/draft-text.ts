/**
 * The text under negotiation in the exercise, in our own words. It covers the eleven suggestions from which the
 * product began (docs/demonstration.md says which paragraph answers which).
 */
export const DRAFT_TEXT = `# Draft declaration on the governance of artificial intelligence for the benefit of all

The Conference,

Recognizing that artificial intelligence opens great opportunities for sustainable development and carries risks that no State can manage alone,

Affirming that the governance of artificial intelligence is a common task of humanity and must give equal weight to development and to security,

Guided by the purposes and principles of the Charter of the United Nations and by international law,

Reaffirming the sovereign equality of States, whatever their size, strength or social system,

Mindful that a large part of the world has neither the computing capacity nor the trained people to share in the benefits of artificial intelligence,

Concerned that systems deployed without assessment can discriminate, deceive and escape the control of those who answer for them,

Stressing that human beings remain responsible for every decision that affects human life, rights and dignity,

Noting the value of open knowledge, open-source software and open standards for participation on an equal footing,

Welcoming the contributions of Governments, international organizations, companies, research institutes, civil organizations and individuals,

Determined to seek the broadest consensus through dialogue, step by step and with respect for differences,

## Purposes

1. Declares that artificial intelligence shall be developed and used for people, to increase human well-being and to advance sustainable development, including climate action and the protection of biodiversity;

2. Calls upon all States to respect the sovereignty and the laws of the States in which systems and services of artificial intelligence are provided;

3. Condemns the use of artificial intelligence to manipulate public opinion, to spread disinformation or to interfere in the internal affairs of States;

4. Urges States to keep the development of artificial intelligence for military purposes within international law, [and to refrain from deploying systems that select and attack targets without human control,] and to act with prudence;

5. Also urges States to prevent and to prosecute the misuse of artificial intelligence by terrorist and criminal groups;

## Equal rights and opportunities

6. Affirms that all States have an equal right to develop and to use artificial intelligence for peaceful purposes;

7. Encourages the sharing of knowledge, [including through open-source licences,] and cooperation in research, data and computing on fair terms;

8. Opposes the formation of exclusive groups and the use of [technological monopolies and] unilateral coercive measures to obstruct the development of artificial intelligence in other States;

9. Decides that support to developing countries [shall][should] include:

(a) Access to computing capacity through regional centres;

(b) Training of officials, engineers, teachers and judges;

(c) Data sets and models in languages that the market does not serve;

10. Requests States in a position to do so to report every two years on the assistance given under paragraph 9;

## Testing, assessment and control

11. Decides to establish a scale of risk levels for systems of artificial intelligence, with assessment before deployment [by a body independent of the provider] where the risk is high;

12. Calls for management by level and by category, agile enough to follow the technology and predictable for those who are bound by it;

13. Requires that systems of high risk:

(a) Be explainable to those affected, in a language they understand;

(b) Keep records that allow review, monitoring and tracing;

(c) Remain under effective human control at all times;

14. Calls upon those who develop systems to improve the authenticity and accuracy of data and the predictability of results;

## Rights of persons

15. Reaffirms the right to privacy, and calls upon States to adopt laws that protect personal data in the research, development and use of artificial intelligence;

16. Condemns the theft, falsification, leaking and other unlawful collection of personal information;

17. Calls upon all actors to prevent discrimination on grounds of ethnicity, belief, nationality, gender, age or disability in data, in design and in use;

18. Decides that ethics shall come first, and that systems of high risk [shall][should, where appropriate,] undergo ethics review by persons who have no part in their development;

19. Invites States to lay down in law who is accountable for harm caused by a system of artificial intelligence, and the limits of the power of those who operate it;

## Participation and method

20. Decides that norms under this declaration shall be prepared with wide participation and adopted by consensus, gradually and on the basis of assessments of risk;

21. Invites States to exchange policies and best practices, and respects that policies and practices differ among countries;

22. Encourages the development of technology for the governance of artificial intelligence, including to detect generated content and to prevent risks;

## Institution and review

23. Decides to increase the representation and the voice of developing countries in every body established under this declaration;

24. Supports the establishment, within the framework of the United Nations, of an international institution to coordinate the governance of artificial intelligence [, with a secretariat financed from assessed contributions];

25. Decides to review this declaration [every two years][every four years], in the light of the development of the technology and of the reports received.
`;
